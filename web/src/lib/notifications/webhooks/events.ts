/** The events that a webhook may ask for, as the server has them; it refuses any other. */
import type { EventName } from '$lib/realtime/events';

export const EVENTS: readonly Exclude<EventName, 'sync.lost'>[] = [
  'notification.created',
  'follow.created',
  'story.created',
  'story.processed',
  'story.viewed',
  'story.reacted',
  'story.replied',
  'story.commented',
  'story.collaboration',
  'import.progress',
  'generation.progress',
  'generation.finished',
  'achievement.unlocked',
];
