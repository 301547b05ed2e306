/** What people are called. */

interface Named {
  readonly username: string;
  readonly display_name?: string | null | undefined;
}

/** How a person is called where there is room for one name. */
export function nameOf({ display_name, username }: Named): string {
  return display_name || username;
}
