import { afterEach, describe, expect, it, vi } from 'vitest';

import { storage } from './storage';

describe('what this browser keeps', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    localStorage.clear();
  });

  it('is there until it is taken away', () => {
    storage.set('a', '1');
    expect(storage.get('a')).toBe('1');
    storage.set('a', null);
    expect(storage.get('a')).toBeNull();
  });

  it('is kept as long as the page is open where the browser may keep nothing', () => {
    for (const method of ['getItem', 'setItem', 'removeItem'] as const)
      vi.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException('blocked', 'SecurityError');
      });
    expect(storage.get('a')).toBeNull();
    storage.set('a', '1');
    expect(storage.get('a')).toBe('1');
    storage.set('a', null);
    expect(storage.get('a')).toBeNull();
  });

  it('is the newest also where there was no room for it', () => {
    storage.set('a', 'old');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    storage.set('a', 'new');
    expect(storage.get('a')).toBe('new');
  });
});
