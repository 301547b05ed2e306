/** What the texts of stories need before they stand on a page. */

/**
 * HTML that the server made safe, its headings below a heading of `level`: a page has one h1, and no
 * text of an author takes its place.
 */
export function below(html: string, level: number): string {
  return html.replace(
    /(<\/?h)([1-6])(?=[\s>])/g,
    (_, start: string, own: string) => `${start}${Math.min(6, Number(own) + level)}`,
  );
}

/** The words of such HTML, for who hears them; what stands apart is parted by a line. */
export function spokenText(html: string): string {
  const template = document.createElement('template');
  template.innerHTML = html.replace(/<(br|\/p|\/li|\/h[1-6]|\/tr|hr)\b[^>]*>/g, '$&\n');
  return (template.content.textContent ?? '').replace(/[^\S\n]+/g, ' ').replace(/\s*\n\s*/g, '\n');
}
