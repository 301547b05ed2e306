/** The events of the live connection, as `/asyncapi.json` documents them; a test compares names. */
import type { Schema } from '$lib/kit/api';

interface Progress {
  id: string;
  status: 'pending' | 'in_progress' | 'succeeded' | 'failed';
  progress: number;
  eta_seconds: number | null;
}

export interface Events {
  'story.viewed': { story_id: string; viewer_id: string; viewed_at: string };
  'story.reacted': { story_id: string; user_id: string; emoji: string; reacted_at: string };
  'story.created': {
    story_id: string;
    user_id: string;
    username: string;
    kind: 'text' | 'image' | 'video';
    created_at: string;
    expires_at: string;
  };
  'story.processed': {
    story_id: string;
    status: 'ready' | 'failed';
    failure_reason: string | null;
  };
  'story.replied': { story_id: string; reply_id: string; user_id: string; replied_at: string };
  'story.commented': {
    story_id: string;
    comment_id: string;
    user_id: string;
    commented_at: string;
  };
  'story.collaboration': {
    story_id: string;
    kind: 'edit' | 'presence' | 'collaborator' | 'published';
    by: { user_id: string; username: string };
    action: string;
    revision: number;
    node_id?: string;
    user_id?: string;
  };
  'import.progress': {
    import_id: string;
    status: Progress['status'];
    progress: number;
    imported: number;
    rejected: number;
  };
  'generation.progress': Progress;
  'generation.finished': Progress;
  'achievement.unlocked': {
    key: string;
    name: string;
    description: string;
    story_id: string | null;
    xp: number;
    unlocked_at: string;
  };
  'follow.created': { follower_id: string; username: string };
  'notification.created': Schema<'NotificationAnswer'>;
  /** What was missed cannot be replayed: read anew what is shown. */
  'sync.lost': Record<string, never>;
}

export type EventName = keyof Events;
