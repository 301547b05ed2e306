/**
 * What pages' `load` functions share. They only look, and never begin or change anything: the browser
 * runs them as soon as a link is pressed (`app.html`), and a press is not yet a visit.
 */
import { error } from '@sveltejs/kit';

import { asProblem } from './problems';

/** The value, or SvelteKit's error page with the words of the problem. */
export async function shown<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (failure) {
    const problem = asProblem(failure);
    error(problem.status >= 400 ? problem.status : 503, {
      message: problem.message,
      problem: problem.title,
    });
  }
}
