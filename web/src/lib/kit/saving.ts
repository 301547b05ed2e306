/** Answers of the server that the person keeps as files. */

/** Let the browser keep `content`, under the name that the answer's headers give, else `name`. */
export function saveFile(content: Blob, headers: Headers, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = givenName(headers.get('content-disposition')) ?? name;
  link.click();
  // The browser reads the address after the click; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The file name of a `Content-Disposition` (RFC 6266), or null. */
export function givenName(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return disposition?.match(/filename="([^"]+)"/i)?.[1] ?? null;
}
