import { describe, expect, it } from 'vitest';

import { below, spokenText } from './prose';

describe('the texts of stories', () => {
  it('stand below the heading of their page, never beside it', () => {
    expect(below('<h1>One</h1><p>a &lt;h1&gt;</p><hr><h5>Five</h5>', 2)).toBe(
      '<h3>One</h3><p>a &lt;h1&gt;</p><hr><h6>Five</h6>',
    );
  });

  it('are heard as lines, with their signs as they are written', () => {
    expect(spokenText('<p>Salt &amp; <em>oil</em>.</p>\n<ul><li>One</li><li>Two</li></ul>')).toBe(
      'Salt & oil.\nOne\nTwo\n',
    );
  });
});
