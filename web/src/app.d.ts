import type { Problem } from '$lib/kit/problems';

declare global {
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
