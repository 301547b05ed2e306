/** Which files an import takes. */
import { bytes } from '$lib/kit/times';

import { t } from './words';

/** How the names of taken files end; for file inputs. */
export const ENDINGS = ['.json', '.csv', '.twee', '.tw', '.html', '.htm', '.zip'];
const FILE_MOST = 20_971_520;
const ARCHIVE_MOST = 104_857_600;

/** Why a file cannot be sent, in words; null where it can. The server looks closer. */
export function whyNot(file: Pick<File, 'name' | 'size'>): string | null {
  const name = file.name.toLowerCase();
  if (!ENDINGS.some((ending) => name.endsWith(ending))) return t('not_taken', { name: file.name });
  const most = name.endsWith('.zip') ? ARCHIVE_MOST : FILE_MOST;
  return file.size > most ? t('too_large', { name: file.name, most: bytes(most) }) : null;
}
