import { describe, expect, it } from 'vitest';

import { deviceOf } from './devices';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('the device of a session', () => {
  it('is the browser and the system, whatever else the browser claims to be', () => {
    const chrome = `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/156.0.0.0 Safari/537.36`;
    expect(deviceOf(chrome)).toBe('Chrome, Linux');
    expect(deviceOf(`${chrome} Edg/156.0`)).toBe('Edge, Linux');
    expect(
      deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604.1'),
    ).toBe('Safari, iPhone');
    expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
      'Firefox, Windows',
    );
  });

  it('is what it calls itself where it is no browser', () => {
    expect(deviceOf('curl/8.1')).toBe('curl/8.1');
    expect(deviceOf('Mozilla/5.0')).toBe('Mozilla/5.0');
  });
});
