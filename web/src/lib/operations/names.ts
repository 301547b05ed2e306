/** What the server's own words are called. */
import { t } from './words';

const KINDS = { image: 'image', text: 'text', video: 'video', audio: 'audio' } as const;
const AUDIENCES = {
  PUBLIC: 'PUBLIC',
  FOLLOWERS: 'FOLLOWERS',
  CLOSE_FRIENDS: 'CLOSE_FRIENDS',
  CUSTOM: 'CUSTOM',
  PRIVATE: 'PRIVATE',
} as const;

/** A kind of clip or medium. */
export function kindName(kind: string): string {
  return has(KINDS, kind) ? t(kind) : kind;
}

/** Who may see clips of this visibility. */
export function visibilityName(visibility: string): string {
  return has(AUDIENCES, visibility) ? t(visibility) : visibility;
}

function has<T extends object>(names: T, name: string): name is string & keyof T {
  return Object.hasOwn(names, name);
}
