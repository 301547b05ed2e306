/** How two versions differ, in words. */
import type { Schema } from '$lib/kit/api';

import { t } from './words';

type Totals = Schema<'DiffTotals'>;
type FieldChange = Schema<'FieldChange'>;

const COUNTED = [
  'nodes_added',
  'nodes_removed',
  'nodes_changed',
  'choices_added',
  'choices_removed',
  'choices_changed',
  'words_added',
  'words_removed',
] as const;

/** The totals as phrases; none where nothing differs. */
export function totalsInWords(totals: Totals): string[] {
  return COUNTED.filter((name) => totals[name] > 0).map((name) => t(name, { count: totals[name] }));
}

const FIELDS = {
  title: 'field_title',
  node_title: 'field_title',
  description: 'field_description',
  content: 'field_content',
  choice_text: 'field_content',
  node_type: 'field_type',
  is_starting_node: 'field_start',
  ending: 'field_ending',
  is_ending_node: 'field_ending',
  on_enter: 'field_effects',
  effects: 'field_effects',
  condition: 'field_condition',
  locked_text: 'field_locked',
  timer: 'field_timer',
  roll: 'field_roll',
  to_node_id: 'field_target',
  to: 'field_target',
  choice_letter: 'field_letter',
  consequences: 'field_consequences',
  tags: 'field_tags',
  note: 'field_note',
  media: 'field_media',
  puzzle: 'field_puzzle',
  choices: 'field_choices',
} as const;

/** What a field of a story, node or choice is called. */
export function fieldName(field: string): string {
  return isKnown(field) ? t(FIELDS[field]) : t('field_other', { field });
}

function isKnown(field: string): field is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, field);
}

/** A value of a field as people read it: texts as they are, the rest as it is written. */
export function valueInWords(value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '') return t('nothing');
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.map((each) => names.get(each) ?? each).join(', ') || t('nothing');
  return JSON.stringify(value, null, 1);
}

/** What a choice that changed is called: by its text, else by its key. */
export function choiceName(key: string, fields: readonly FieldChange[]): string {
  const text = fields.find(({ field }) => field === 'choice_text');
  const value = text?.after ?? text?.before;
  return typeof value === 'string' && value ? value : key;
}
