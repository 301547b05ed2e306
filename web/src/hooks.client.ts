/** What a page that could not be shown is told of, instead of the console alone. */
import type { HandleClientError } from '@sveltejs/kit';

import { asProblem } from '$lib/kit/problems';

/** The words of the problem; an address that leads nowhere is no fault of the app's. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  if (status === 404) return { message };
  const problem = asProblem(error);
  reportError(error);
  return { message: problem.message, problem: problem.title };
};
