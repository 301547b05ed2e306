/** Where links of others lead, as far as they are shown. */

/** The host of an https address; null for anything else, which is not followed. */
export function hostOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' ? host.replace(/^www\./, '') : null;
}
