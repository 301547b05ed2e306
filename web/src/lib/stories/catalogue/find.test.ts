import { describe, expect, it, vi } from 'vitest';

import { Problem } from '$lib/kit/problems';

import { EVERYTHING, type Facets } from './facets';
import { find, PAGE_SIZE, within, type Story } from './find';

const BASE: Story = {
  story_id: '0197a1b2-7c4e-7000-8000-000000000000',
  title: 'The well',
  description: '',
  author: 'mara',
  author_id: '0197a1b2-7c4e-7000-8000-0000000000a1',
  difficulty_level: 'easy',
  category: 'gothic',
  tags: ['Dice', 'sea'],
  language: 'en',
  content_notes: [],
  is_published: true,
  listed: true,
  version: 1,
  created_at: '2026-03-01T12:00:00Z',
  updated_at: '2026-03-01T12:00:00Z',
  rating: 4,
  ratings_count: 1,
  plays_count: 3,
  nodes_count: 9,
  endings_count: 2,
  estimated_minutes: 5,
  cover_url: null,
  revision: null,
};
const story = (change: Partial<Story>): Story => ({ ...BASE, ...change });
const titles = (stories: readonly Story[]) => stories.map((each) => each.title);

const get = vi.hoisted(() => vi.fn());
vi.mock('$lib/kit/api', async (original) => ({ ...(await original()), api: { GET: get } }));

interface Asked {
  readonly path: string;
  readonly query: Record<string, string | number>;
}

/** A server with these stories, which remembers what it was asked. */
function serve(stories: readonly Story[], message = 'Stories.'): Asked[] {
  const asked: Asked[] = [];
  get.mockImplementation((path: string, { params }: { params: Pick<Asked, 'query'> }) => {
    const { query } = params;
    asked.push({ path, query });
    const [page, size] = [Number(query['page']), Number(query['pageSize'])];
    const data = stories.slice((page - 1) * size, page * size);
    const meta = { page, pageSize: size, total: stories.length };
    return Promise.resolve({ data: { data, message, meta }, response: new Response() });
  });
  return asked;
}

describe('finding stories', () => {
  it('asks for the facets where nothing is searched for', async () => {
    const asked = serve([BASE]);
    const facets: Facets = { ...EVERYTHING, category: 'gothic', sort: 'rating', page: 2 };
    await find(facets);
    const query = { category: 'gothic', sort: 'rating', page: 2, pageSize: PAGE_SIZE };
    expect(asked).toEqual([{ path: '/api/stories', query }]);
  });

  it('searches by page, and tells which words were meant', async () => {
    const asked = serve([BASE], 'Nothing has these words; for “well”: 1 story.');
    const found = await find({ ...EVERYTHING, q: 'wlel' });
    expect(asked[0]?.path).toBe('/api/stories/search');
    expect(found).toEqual({ stories: [BASE], total: 1, meant: 'well' });
  });

  it('narrows and orders all that a search found, over its pages', async () => {
    const many = Array.from({ length: 130 }, (_, place) =>
      story({
        story_id: String(place),
        title: `Story ${String(place).padStart(3, '0')}`,
        category: place % 2 ? 'fantasy' : 'gothic',
      }),
    );
    const asked = serve(many);
    const found = await find({
      ...EVERYTHING,
      q: 'story',
      category: 'fantasy',
      sort: 'title',
      page: 2,
    });
    expect(asked).toHaveLength(2);
    expect(found.total).toBe(65);
    expect(found.stories[0]?.title).toBe('Story 025');
    expect(found.stories).toHaveLength(PAGE_SIZE);
  });

  it('is empty once nobody waits for it, and throws for all else', async () => {
    const leaving = new AbortController();
    get.mockImplementation(() => {
      leaving.abort();
      return Promise.reject(new DOMException('Left.', 'AbortError'));
    });
    await expect(find(EVERYTHING, leaving.signal)).resolves.toMatchObject({ total: 0 });
    get.mockRejectedValue(new Problem(503, {}));
    await expect(find(EVERYTHING)).rejects.toMatchObject({ status: 503 });
  });

  it('compares tags and names without regard to case', () => {
    const stories = [BASE, story({ title: 'The road', tags: [], author: 'jonas' })];
    expect(titles(within(stories, { ...EVERYTHING, tag: 'dice' }))).toEqual(['The well']);
    expect(titles(within(stories, { ...EVERYTHING, author: 'Jonas' }))).toEqual(['The road']);
    expect(titles(within(stories, { ...EVERYTHING, sort: 'title' }))).toEqual([
      'The road',
      'The well',
    ]);
  });
});
