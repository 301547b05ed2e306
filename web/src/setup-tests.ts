import 'fake-indexeddb/auto';

/** As in a browser: relative to the page. The one of Node wants a whole address. */
class PageRequest extends Request {
  constructor(asked: RequestInfo | URL, init?: RequestInit) {
    super(typeof asked === 'string' ? new URL(asked, location.origin) : asked, init);
  }
}
globalThis.Request = PageRequest;

// It is not there in jsdom; what a test provokes is told nowhere else.
globalThis.reportError = () => undefined;
