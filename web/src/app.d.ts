import type { Problem } from '$lib/kit/problems';

declare global {
  /** The answer to the call for a session that `early.js` made before the app was there. */
  var askedEarly: Promise<Response> | undefined;
  namespace App {
    /** What an error page is told. */
    interface Error {
      message: string;
      problem?: Problem['title'];
    }
    /** What a page tells the frame around it. */
    interface PageData {
      title?: string;
    }
  }
}

export {};
