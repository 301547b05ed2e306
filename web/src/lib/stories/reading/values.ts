/** Stats, things and dice in words. */
import { number } from '$words';

import type { Difference, Outcome, Roll, Scene, Value } from './shapes';
import { t } from './words';

/** A value as a person reads it. */
export function valueText(value: Value | null): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  return typeof value === 'number' ? number(value) : value;
}

/** A difference as it is heard. */
export function differenceSaid({ kind, name, before, after }: Difference): string {
  if (kind === 'item')
    return after === null || after === 0
      ? t('lost_said', { name })
      : t('got_said', { count: Number(after), name });
  return t('change_said', { name, before: valueText(before), after: valueText(after) });
}

/** What the dice showed. */
export function rollText(roll: Roll): string {
  const { dice, rolls, total, target, success } = roll;
  const faces = rolls.map(number);
  const list = faces.length < 3 ? faces.join(t('and')) : faces.join(', ');
  const more = total - rolls.reduce((sum, face) => sum + face, 0);
  const bonus =
    more === 0 ? '' : more > 0 ? t('and_more', { more }) : t('and_less', { less: -more });
  const said = { dice, rolls: list + bonus, total };
  const fell = target === null ? t('rolled', said) : t('rolled_target', { ...said, target });
  return success === null ? fell : `${fell} ${success ? t('roll_success') : t('roll_failure')}`;
}

/** The title of a scene; stories need not give one. */
export const titleOf = (scene: Pick<Scene, 'node_title'>): string =>
  scene.node_title || t('untitled');

/** How the page came about, where that was not the reader's choice alone; null where it was. */
export function howText({ how }: Outcome): string | null {
  switch (how) {
    case 'lapsed':
      return t('time_decided');
    case 'elsewhere':
      return t('went_on_elsewhere');
    case 'arrived':
      return t('choice_arrived');
    case 'back':
      return t('taken_back');
    case 'solved':
      return t('solved');
    case 'unsolved':
      return t('not_solved');
    default:
      return null;
  }
}

/** All that led to a page, as it is heard before the page itself. */
export function outcomeSaid(outcome: Outcome): string {
  const { roll, consequences, unlocked, differences } = outcome;
  return [
    howText(outcome),
    roll === null ? null : rollText(roll),
    consequences,
    ...unlocked.map(({ name }) => t('unlocked', { name })),
    ...differences.map(differenceSaid),
  ]
    .filter((said): said is string => Boolean(said))
    .join(' ');
}
