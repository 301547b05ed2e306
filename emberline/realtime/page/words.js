// Events in words.

const WORDS = {
  "hello": () => "Connected.",
  "sync.lost": () => "Some events were missed and are no longer kept. Read the lists once.",
  "story.viewed": (data) => `${data.viewer_id} saw your clip ${data.story_id}.`,
  "story.reacted": (data) => `${data.user_id} reacted ${data.emoji} to your clip ${data.story_id}.`,
  "story.replied": (data) => `${data.user_id} replied to your clip ${data.story_id}.`,
  "story.commented": (data) => `${data.user_id} commented on your clip ${data.story_id}.`,
  "story.created": (data) => `${data.username} posted the clip ${data.story_id} (${data.kind}).`,
  "story.processed": (data) => `Your clip ${data.story_id} is ${data.status}.`,
  "follow.created": (data) => `${data.username} follows you.`,
  "notification.created": (data) =>
    `In the inbox: ${data.type}${data.actor ? `, by ${data.actor.username}` : ""}.`,
};

/** What happened, in a sentence; the bare data of a type that is not known here. */
export function describe({ type, data }) {
  return Object.hasOwn(WORDS, type) ? WORDS[type](data ?? {}) : JSON.stringify(data);
}
