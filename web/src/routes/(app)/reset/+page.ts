/** With the token of the mail the new password is set; without, the mail is asked for. */
export function load({ url }) {
  return { token: url.searchParams.get('token') };
}
