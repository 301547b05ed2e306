/** Times as a date-time field holds them: the person's own day and minute, without a zone. */

/** Milliseconds since 1970 as `2026-03-01T08:00`, by the device's time zone. */
export function localMinute(moment: number): string {
  const date = new Date(moment);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
