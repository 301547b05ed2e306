// Made by `npm run api` from what the server says of itself; a test compares.

export interface paths {
    "/stories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Feed
         * @description The active clips that you may see, newest first.
         */
        get: operations["list_feed_stories_get"];
        put?: never;
        /**
         * Post Clip
         * @description Post a text, an uploaded file or media by id. It fades after 24 hours or `expires_in`.
         */
        post: operations["post_clip_stories_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/item/{clip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Clip
         * @description One clip; your own also after it expired.
         */
        get: operations["read_clip_stories_item__clip_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Clip
         * @description Delete your clip, its media too.
         */
        delete: operations["delete_clip_stories__clip_id__delete"];
        options?: never;
        head?: never;
        /**
         * Edit Clip
         * @description Change words, audience and switches of your clip; a draft and an expired one too.
         *
         *     Only what you send changes. Whom it is no longer meant for sees it no more at once.
         */
        patch: operations["edit_clip_stories__clip_id__patch"];
        trace?: never;
    };
    "/stories/tray": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Tray
         * @description Whose active clips there are to see: your own, then what is unseen, then the newest.
         *
         *     An entry an author whom you follow, all at once, at most 500. Ask again with `If-None-Match`:
         *     the answer is 304 while nothing has changed.
         */
        get: operations["read_tray_stories_tray_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/seen/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark Seen
         * @description Say on which clip of a person you are, for your other devices; the clips before are seen.
         *
         *     It never goes back: the answer says up to which clip all is seen. It counts no view.
         */
        put: operations["mark_seen_stories_seen__user_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record View
         * @description Say that you have seen a clip. A second time changes nothing; your own do not count.
         */
        post: operations["record_view_stories__clip_id__view_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Views
         * @description Say that you have seen up to 100 clips. Those that you may not see are skipped.
         */
        post: operations["record_views_stories_views_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Viewers
         * @description Who has seen your clip: who reacted first, then the latest.
         *
         *     `meta.total` counts all of them, also those who keep views to themselves and are not named.
         */
        get: operations["list_viewers_stories__clip_id__views_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/clip/{clip_id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Clip File
         * @description A clip's picture, video or thumbnail. The address dies with expiry, deletion and block.
         */
        get: operations["read_clip_file_files_clip__clip_id___name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Limits
         * @description How many clips you may post an hour, how many you have, and from when there is one more.
         */
        get: operations["read_limits_stories_limits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Drafts
         * @description Your drafts and scheduled clips, the newest made first. Nobody else sees them.
         *
         *     A draft has no `expires_at`; a scheduled clip's `created_at` is when it will be seen.
         */
        get: operations["list_drafts_stories_drafts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish Clip
         * @description Publish your draft, or a scheduled clip before its time. Its 24 hours begin now.
         */
        post: operations["publish_clip_stories__clip_id__publish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Archive
         * @description Your expired clips, newest first, for the `archive_days` of your preferences (0: none).
         */
        get: operations["list_archive_stories_archive_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Clips Of
         * @description One person's active clips in playing order, the oldest first.
         */
        get: operations["list_clips_of_stories__user_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/repost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Repost Clip
         * @description Show another's clip as yours: a public one, or one that mentions you.
         *
         *     Only those who may see the original see it, and it goes with the original.
         */
        post: operations["repost_clip_stories__clip_id__repost_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/highlights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Highlights
         * @description Highlights in their owner's order, with the clips that you may see in them.
         */
        get: operations["list_highlights_highlights_get"];
        put?: never;
        /**
         * Create Highlight
         * @description Keep clips of yours beyond their end, each shown to whom it was meant for.
         */
        post: operations["create_highlight_highlights_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/highlights/{highlight_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Highlight
         * @description Delete your highlight. Clips in it that are past the archive go with the next clean-up.
         */
        delete: operations["delete_highlight_highlights__highlight_id__delete"];
        options?: never;
        head?: never;
        /**
         * Edit Highlight
         * @description Change title, clips, cover or place of your highlight. Only what you send changes.
         */
        patch: operations["edit_highlight_highlights__highlight_id__patch"];
        trace?: never;
    };
    "/stories/{clip_id}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reactions
         * @description The reactions to your clip, newest first; of those to another's only your own.
         */
        get: operations["list_reactions_stories__clip_id__reactions_get"];
        put?: never;
        /**
         * React
         * @description React with one emoji. Another one takes its place; the same again changes nothing.
         */
        post: operations["react_stories__clip_id__reactions_post"];
        /**
         * Take Back
         * @description Take your reaction back. Without one nothing changes.
         */
        delete: operations["take_back_stories__clip_id__reactions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Replies
         * @description The replies to your clip, newest first; of those to another's only your own.
         */
        get: operations["list_replies_stories__clip_id__replies_get"];
        put?: never;
        /**
         * Write Reply
         * @description Reply to another's clip. Only its author and you read it, also after the clip's end.
         */
        post: operations["write_reply_stories__clip_id__replies_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Comments
         * @description The comments under a clip, oldest first.
         */
        get: operations["list_comments_stories__clip_id__comments_get"];
        put?: never;
        /**
         * Write Comment
         * @description Comment on a clip that is for everyone, if its author lets comments be.
         */
        post: operations["write_comment_stories__clip_id__comments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Comment
         * @description Delete your comment, or any under your clip.
         */
        delete: operations["delete_comment_stories__clip_id__comments__comment_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/stickers/{sticker_id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Answers
         * @description How a poll stands, once you voted or if it is yours; what was answered to your question.
         */
        get: operations["read_answers_stories__clip_id__stickers__sticker_id__answers_get"];
        put?: never;
        /**
         * Answer Sticker
         * @description Vote in a poll with `option`, once; answer a question with `text`, at most ten times.
         */
        post: operations["answer_sticker_stories__clip_id__stickers__sticker_id__answers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/playback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Playback
         * @description Tell how a clip was played, for its author's insights. One's own are not counted.
         */
        post: operations["record_playback_stories__clip_id__playback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Insights
         * @description How your clip did so far; also once it is in your archive.
         */
        get: operations["read_insights_stories__clip_id__insights_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Audience
         * @description Who can see your clip at this moment: how many, or whether one person may and why.
         *
         *     `why` is `author`, `public`, `follower`, `close_friend` or `in_audience`; for someone who may
         *     not: `held`, `origin_not_visible`, `draft`, `scheduled`, `expired`, `blocked`, `hidden`,
         *     `suspended`, `processing`, `failed`, `burnt`, `not_follower`, `not_close_friend`,
         *     `not_in_audience` or `private`. A clip that has been viewed as often as it may be is `burnt`
         *     for those whose views you are not told of. 403 for one person's part in a repost, and for how
         *     many where its origin is not for everyone: that is its author's.
         */
        get: operations["read_audience_stories__clip_id__audience_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clips/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload Clip
         * @description Post a file for 24 hours.
         */
        post: operations["upload_clip_api_clips_upload_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clips/user/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Clips Of
         * @description One person's active clips, newest first; an empty list where there is none.
         */
        get: operations["list_clips_of_api_clips_user__user_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clips/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Followed
         * @description The active clips of those whom you follow, newest first.
         */
        get: operations["list_followed_api_clips_all_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clips/{clip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Clip
         * @description Delete your clip, its media too.
         */
        delete: operations["delete_clip_api_clips__clip_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clips/cleanup/expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clean Up
         * @description Put expired clips away, and erase those past their author's archive. For admins.
         */
        post: operations["clean_up_api_clips_cleanup_expired_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Links
         * @description The guest links of your clip, newest first, those that are over too.
         */
        get: operations["list_links_stories__clip_id__links_get"];
        put?: never;
        /**
         * Make Link
         * @description Make an address that shows this one clip of yours to whoever has it, with no account.
         *
         *     It ends with the clip at the latest. The clip's visibility does not matter to it: sharing is
         *     your decision. Without a passcode anyone may pass it on; revoke it and it is over at once.
         */
        post: operations["make_link_stories__clip_id__links_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/{clip_id}/links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Link
         * @description Revoke a guest link of your clip. What its guests have open stops too.
         */
        delete: operations["revoke_link_stories__clip_id__links__link_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/g/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open Link
         * @description The clip behind a guest link. Open to all who have the address.
         *
         *     With `format=json` the clip, which counts as a view; 401 without the right passcode. Else the
         *     page that shows it, which counts none. 410 when the link or the clip is over, 404 for no link.
         */
        get: operations["open_link_g__code__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/link/{link_id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Link File
         * @description A clip's picture or video for guests. The address dies with its link and its clip.
         */
        get: operations["read_link_file_files_link__link_id___name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/analytics/stories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Story Analytics
         * @description How the stories did that you work on, the newest first; for administrators all stories.
         */
        get: operations["list_story_analytics_api_admin_analytics_stories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Analytics
         * @description How readers fared with a published version. For the story's people.
         *
         *     As `csv` one table with the columns `record,node,choice,label,count,share`.
         */
        get: operations["read_analytics_api_admin_stories__story_id__analytics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description What a new story may begin as, all at once: whole stories to learn from, and a blank one.
         */
        get: operations["list_templates_api_admin_templates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/unpublished": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Unpublished
         * @description The drafts that you work on and that are not out, changed last first; to administrators
         *     those of all.
         */
        get: operations["list_unpublished_api_admin_stories_unpublished_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stories
         * @description Published stories by page, filtered and sorted as you say.
         */
        get: operations["list_stories_api_stories_get"];
        put?: never;
        /**
         * Create Story
         * @description Begin a story: empty, as a template or as a document. It is a draft of yours, not out yet.
         */
        post: operations["create_story_api_stories_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Story
         * @description A published story as readers see it; to its people, as it is being written.
         */
        get: operations["read_story_api_stories__story_id__get"];
        /**
         * Put Story
         * @description Change what a story says of itself; only what you send changes. Readers see it once it is
         *     published again. A new id (UUIDv7) with title, description and difficulty_level makes it.
         */
        put: operations["put_story_api_stories__story_id__put"];
        post?: never;
        /**
         * Delete Story
         * @description Delete a story of yours with everything of it: versions, plays, reviews, pictures.
         *
         *     An `If-Match` is looked at, but none is needed.
         */
        delete: operations["delete_story_api_stories__story_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/popular": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Popular
         * @description Published stories by page, the most played first.
         */
        get: operations["list_popular_api_stories_popular_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Recent
         * @description Published stories by page, the newest publication first.
         */
        get: operations["list_recent_api_stories_recent_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Categories
         * @description The categories of published stories, and how many stories each has.
         */
        get: operations["list_categories_api_stories_categories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Published stories with all your words, best first: in titles, tags, authors, descriptions.
         *
         *     Beginnings of words are enough; case and accents do not matter. Where nothing has them, words
         *     that are nearly the same are taken, and the message says so. At most 450 are ranked, the newest,
         *     and `meta.total` counts these.
         */
        get: operations["search_api_stories_search_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/recommended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Recommended
         * @description Stories that are new to you, and because of what: what you finished comes first.
         */
        get: operations["list_recommended_api_stories_recommended_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Document
         * @description The whole draft as one document; the ETag is the revision of everything in it.
         */
        get: operations["read_document_api_admin_stories__story_id__document_get"];
        /**
         * Replace Document
         * @description Put a document in place of the draft. What is as before keeps its revision and its ids.
         *
         *     It may be unsound, as drafts may: `validate` tells. It may not be longer than is kept.
         */
        put: operations["replace_document_api_admin_stories__story_id__document_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Flow
         * @description How the nodes of a draft lead to each other.
         */
        get: operations["read_flow_api_admin_stories__story_id__flow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Nodes
         * @description The nodes of a draft with their choices, in the document's order.
         */
        get: operations["list_nodes_api_admin_stories__story_id__nodes_get"];
        put?: never;
        /**
         * Create Node
         * @description Add a node at the end of a draft.
         */
        post: operations["create_node_api_admin_stories__story_id__nodes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/nodes/{node_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Node
         * @description A node of a draft as it is being written; the ETag is its revision's.
         */
        get: operations["read_node_api_admin_stories__story_id__nodes__node_id__get"];
        /**
         * Edit Node
         * @description Change a node; only what you send changes, so that an autosave may send a field or two.
         *
         *     A new `key` is a new `node_id`; choices, rolls, puzzles and conditions that name it follow.
         */
        put: operations["edit_node_api_admin_stories__story_id__nodes__node_id__put"];
        post?: never;
        /**
         * Delete Node
         * @description Delete a node and its choices. What led there stays and leads nowhere: `validate` says so.
         */
        delete: operations["delete_node_api_admin_stories__story_id__nodes__node_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/nodes/{node_id}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Choice
         * @description Add a choice to a node, the last one unless you say its place.
         */
        post: operations["create_choice_api_admin_stories__story_id__nodes__node_id__choices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/choices/{choice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Edit Choice
         * @description Change a choice; only what you send changes. Its place among the others is no revision.
         */
        put: operations["edit_choice_api_admin_stories__story_id__choices__choice_id__put"];
        post?: never;
        /**
         * Delete Choice
         * @description Delete a choice.
         */
        delete: operations["delete_choice_api_admin_stories__story_id__choices__choice_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Validate Story
         * @description Check a story: the draft for its people, for all others what is published. Open to all.
         */
        get: operations["validate_story_api_stories__story_id__validate_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Publish Story
         * @description Publish the draft as the next version, or take the story back.
         *
         *     `dry_run` tells what becomes of the plays that are under way: they stay on their version until
         *     their readers move them. A draft that is as the newest version makes no new one.
         */
        put: operations["publish_story_api_admin_stories__story_id__publish_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Versions
         * @description The published versions of a story of yours, the newest first.
         */
        get: operations["list_versions_api_admin_stories__story_id__versions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Version
         * @description One published version, which is for ever as it was.
         */
        get: operations["read_version_api_admin_stories__story_id__versions__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/versions/{number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Version
         * @description Let the draft be what a version was. What readers have stays until you publish.
         */
        post: operations["restore_version_api_admin_stories__story_id__versions__number__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Diff Versions
         * @description How two versions, or a version and the draft, differ: node by node, with both texts.
         *
         *     The nodes come by pages; totals and the story's own fields are the same on each. A page whose
         *     texts are long holds fewer than `limit`.
         */
        get: operations["diff_versions_api_admin_stories__story_id__diff_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/playtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Playtest Draft
         * @description Play the draft as it is now, from any node, with any values and dice you choose.
         *
         *     A draft with errors plays as far as it goes. A playtest goes a day after its last move.
         */
        post: operations["playtest_draft_api_admin_stories__story_id__playtest_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/story/{story_id}/{media_id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Story File
         * @description A story's picture or sound: `display`, or a picture's `thumbnail`.
         *
         *     Without a signature while the story is published with it; with one also what its people alone
         *     may see. The address dies when the story is taken back or deleted.
         */
        get: operations["read_story_file_files_story__story_id___media_id___name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/bulk-import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Stories
         * @description Make drafts of yours of files of stories, each story whole or not at all.
         *
         *     One file of at most 5 MB is imported at once. Of everything else the answer names an import:
         *     ask for it, or listen to `import.progress`.
         */
        post: operations["import_stories_api_admin_stories_bulk_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Import
         * @description How far an import of yours is, and a page of what came of its stories.
         */
        get: operations["read_import_api_admin_stories_imports__import_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/imports/{import_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Import
         * @description Stop an import of yours. What it made so far stays.
         */
        post: operations["cancel_import_api_admin_stories_imports__import_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Story
         * @description A story that you work on as a file: JSON holds all of it, CSV and Twee 3 what they can.
         */
        get: operations["export_story_api_admin_stories__story_id__export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/collaborators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Collaborators
         * @description Who works on the story, its owner first. All of them: there are 50 at most.
         */
        get: operations["list_collaborators_api_admin_stories__story_id__collaborators_get"];
        put?: never;
        /**
         * Invite Collaborator
         * @description Let a user work on the story at once; they are told, and may leave. For owners.
         *
         *     A `viewer` reads the draft and its figures, an `editor` writes, an `owner` also publishes,
         *     invites and deletes.
         */
        post: operations["invite_collaborator_api_admin_stories__story_id__collaborators_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/collaborators/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Collaborator
         * @description Change the role of somebody who works on the story. For owners.
         */
        put: operations["change_collaborator_api_admin_stories__story_id__collaborators__user_id__put"];
        post?: never;
        /**
         * Remove Collaborator
         * @description Remove somebody from the story: an owner anybody, everybody themselves.
         */
        delete: operations["remove_collaborator_api_admin_stories__story_id__collaborators__user_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stay At Node
         * @description Say where in the story you are; repeat it within a minute. Everybody who is there, in the
         *     order in which they came to where they are.
         */
        put: operations["stay_at_node_api_admin_stories__story_id__presence_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Activity
         * @description What the story's people did to it, newest first; the same within minutes is one entry.
         */
        get: operations["list_activity_api_admin_stories__story_id__activity_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stories/{story_id}/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggest
         * @description How the story could go on at a node, or which choices it could offer there.
         *
         *     For those who may write in the draft, into which nothing is written. What leads to the node
         *     goes to the endpoint that the operator has set; so many suggestions a day and person as they
         *     say.
         */
        post: operations["suggest_api_admin_stories__story_id__suggest_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Start
         * @description Begin a play, or go on with the one named. Open to all: guests get a `play_token`.
         *
         *     A play that has not moved yet is given again; otherwise a new one begins. A signed-in reader who
         *     sends a guest's `X-Play-Token` takes that guest's plays over.
         */
        get: operations["start_api_stories__story_id__start_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/nodes/{node_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look At Node
         * @description A node that you have reached, as it looks with what you carry now.
         *
         *     Others are 404, but for the story's people, who see the draft's as well.
         */
        get: operations["look_at_node_api_stories__story_id__nodes__node_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose
         * @description Take a choice. When its time is over, what time decides happens instead: a 409 with it.
         */
        post: operations["choose_api_stories__story_id__choice_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/puzzle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Puzzle
         * @description Answer the puzzle where you stand. A wrong answer is a 200 that says so (`correct`).
         */
        post: operations["answer_puzzle_api_stories__story_id__puzzle_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/rewind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rewind
         * @description Take moves back. Dice that are rolled again fall as they fell.
         */
        post: operations["rewind_api_stories__story_id__rewind_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Trail
         * @description The way that led to where a play stands: nodes by their titles, and what was chosen.
         */
        get: operations["read_trail_api_stories__story_id__trail_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Inventory
         * @description What you carry in a play.
         */
        get: operations["read_inventory_api_stories__story_id__inventory_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Variables
         * @description The variables of a play.
         */
        get: operations["read_variables_api_stories__story_id__variables_get"];
        /**
         * Set Variables
         * @description Put other values in place of those of a playtest. A reader may not cheat: 403.
         */
        put: operations["set_variables_api_stories__story_id__variables_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/dice-roll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll Dice
         * @description Roll dice in a playtest. In a reader's play only its choices do: 403.
         */
        post: operations["roll_dice_api_stories__story_id__dice_roll_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/progress/save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save Progress
         * @description Save a game, under a name or as the play itself.
         *
         *     A saved game whose `progress_id` is sent with the slot `auto` stays, and a play goes on from it.
         *     The choices are replayed with the seed and the answers of your play: what could not have
         *     happened is refused. Saving the same again changes nothing that counts.
         */
        post: operations["save_progress_api_progress_save_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/progress/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Progress
         * @description All your saved games, the last played first. Administrators may see anybody's.
         */
        get: operations["list_progress_api_progress__user_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/progress/{user_id}/story/{story_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Progress Of Story
         * @description Your saved games of one story.
         */
        get: operations["list_progress_of_story_api_progress__user_id__story__story_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/progress/{user_id}/completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Completed
         * @description Your plays that came to an ending.
         */
        get: operations["list_completed_api_progress__user_id__completed_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/progress/{progress_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Progress
         * @description Delete a saved game of yours; what you earned in it stays. Administrators: anybody's.
         */
        delete: operations["delete_progress_api_progress__progress_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/progress/{progress_id}/migrate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Migrate Progress
         * @description Move a play to the newest version of its story; `notes` say what had to change.
         */
        post: operations["migrate_progress_api_progress__progress_id__migrate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rate Story
         * @description Rate a story that you have played, with words if you like; another takes its place.
         *
         *     403 for a story that you write on, and before you have made a choice in it. 409 while moderators
         *     look at your review.
         */
        post: operations["rate_story_api_stories__story_id__rate_post"];
        /**
         * Take Back Rating
         * @description Take your rating and review back. Without one nothing changes.
         */
        delete: operations["take_back_rating_api_stories__story_id__rate_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reviews
         * @description What readers say of a story: your own review first, then the newest. Open to all.
         */
        get: operations["list_reviews_api_stories__story_id__reviews_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/reviews/{review_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Review
         * @description Answer a review of your story, for all who read it. Another answer takes its place.
         */
        post: operations["answer_review_api_stories__story_id__reviews__review_id__answer_post"];
        /**
         * Take Back Answer
         * @description Take your answer to a review back. Without one nothing changes.
         */
        delete: operations["take_back_answer_api_stories__story_id__reviews__review_id__answer_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Stats
         * @description What a reader did so far, worked out from what happened. Others see less than oneself.
         */
        get: operations["read_stats_api_stats__user_id__get"];
        /**
         * Change Stats
         * @description Choose your favourite category, and whether you stand on leaderboards.
         *
         *     They are the same as in your preferences. What you do not send stays.
         */
        put: operations["change_stats_api_stats__user_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/{user_id}/achievements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Achievements
         * @description What a reader unlocked, newest first; your own with what is left, secrets kept.
         *
         *     Of others, what belongs to stories only where you may read these.
         */
        get: operations["list_achievements_api_stats__user_id__achievements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/{user_id}/collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Collection
         * @description The collectible things that a reader brought out of stories, newest first.
         *
         *     Of others only those of stories that you may read.
         */
        get: operations["list_collection_api_stats__user_id__collection_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/{user_id}/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Endings
         * @description The stories that a reader finished, newest first, and which of their endings were found.
         *
         *     Of others only stories that you may read, and how many endings of each, not which.
         */
        get: operations["list_endings_api_stats__user_id__endings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leaderboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Leaderboard
         * @description The best readers of a stretch of time, and where you stand among them.
         *
         *     Only those are on it who chose `show_on_leaderboard`. Whoever reached the same shares a rank.
         *     People whom you block, or who block you, are left out of your list and keep their ranks, so a
         *     page may hold fewer than `limit`.
         */
        get: operations["read_leaderboard_api_leaderboard_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story-generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Generations
         * @description Your generations, the newest first.
         */
        get: operations["list_generations_api_story_generations_get"];
        put?: never;
        /**
         * Create Generation
         * @description Let a story of yours become an audiobook, an EPUB, a playable file or a PDF.
         *
         *     The latest published version is taken, the draft where there is none, as it is now. A job
         *     renders it: follow it here, by its stream, or by `generation.progress`.
         */
        post: operations["create_generation_api_story_generations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story-generations/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Voices
         * @description The voices that narrate: built in, and those of the operator's models.
         */
        get: operations["list_voices_api_story_generations_voices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story-generations/{generation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Generation
         * @description How a generation of yours stands, and what it came to.
         */
        get: operations["read_generation_api_story_generations__generation_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Generation
         * @description Delete a generation of yours that has ended, with its files.
         */
        delete: operations["delete_generation_api_story_generations__generation_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story-generations/{generation_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Generation
         * @description Stop a generation of yours: it is `failed` with the code `cancelled`.
         */
        post: operations["cancel_generation_api_story_generations__generation_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story-generations/{generation_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Generation
         * @description Let a generation of yours that failed run again; scenes that are finished stay so.
         */
        post: operations["retry_generation_api_story_generations__generation_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story-generations/{generation_id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Log
         * @description What happened to a generation of yours, the oldest first.
         */
        get: operations["read_log_api_story_generations__generation_id__logs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story-generations/{generation_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream Progress
         * @description How far a generation of yours is, as it comes further; the stream ends after its end.
         */
        get: operations["stream_progress_api_story_generations__generation_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/generation/{generation_id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Result
         * @description A file of a generation, with ranges; it is gone with the generation and with the story.
         */
        get: operations["read_result_files_generation__generation_id___name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stories/{story_id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Share Story
         * @description Pass a story on that you may read: by your link to it, or by a clip that invites to it.
         *
         *     You have one link to each story, and get the same again. Plays that come by the link, or by the
         *     clip, are counted as brought by it. 429 past the rate of clips.
         */
        post: operations["share_story_api_stories__story_id__share_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed
         * @description What the people you follow did with stories, the newest first.
         *
         *     What they published, in first and later versions, finished for the first time, and reviewed.
         */
        get: operations["feed_api_feed_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open Story Link
         * @description The story behind a link: a page with a preview card, or JSON. Open to all.
         *
         *     404 for no link. 410 for a story that is not open to everyone any more, of which nothing is
         *     told.
         */
        get: operations["open_story_link_s__code__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload Media
         * @description Store a file for a later clip or an avatar. What nothing shows goes after a day.
         */
        post: operations["upload_media_media_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Media
         * @description One file of the caller's.
         */
        get: operations["read_media_media__media_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Media
         * @description Delete a file that nothing shows; 409 for one that a clip or an avatar shows.
         */
        delete: operations["delete_media_media__media_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/media/{media_id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Media File
         * @description The bytes, for their owner.
         */
        get: operations["read_media_file_files_media__media_id___name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/tus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Upload
         * @description Begin an upload that may be interrupted and taken up again within a day, by tus 1.0.
         *
         *     Its first bytes may be sent along. Up to 20 may be under way; each counts against the quota.
         */
        post: operations["begin_upload_media_tus_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/tus/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Upload
         * @description Give an upload up; its bytes go. Media that it has become stays.
         */
        delete: operations["end_upload_media_tus__upload_id__delete"];
        options?: never;
        head?: never;
        /**
         * Continue Upload
         * @description Send the bytes that follow. What arrived stays, also when the connection breaks off.
         */
        patch: operations["continue_upload_media_tus__upload_id__patch"];
        trace?: never;
    };
    "/api/auth/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Own Profile
         * @description The caller's own profile.
         */
        get: operations["read_own_profile_api_auth_profile_get"];
        /**
         * Change Profile
         * @description Change the fields that are sent; the others stay.
         *
         *     409 names the field, `username` or `email`, that another account has. Unlocking the account
         *     accepts everyone who is waiting to follow it. The email, to which a new password can be mailed,
         *     needs a session: an API token cannot change it (403).
         */
        put: operations["change_profile_api_auth_profile_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Avatar
         * @description Show a picture of the caller's own media, or with null none. The one before is deleted.
         */
        put: operations["change_avatar_api_auth_avatar_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/avatar/{user_id}/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Avatar File
         * @description An avatar's bytes. Open to all; gone when another is shown.
         */
        get: operations["read_avatar_file_files_avatar__user_id___media_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search People
         * @description Find people by the beginning of a name, in alphabetical order.
         */
        get: operations["search_people_api_users_search_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Profile
         * @description What the caller may know of a person, and what the two are to each other.
         *
         *     404 `User not found` also for a block either way and for a suspended account.
         */
        get: operations["read_profile_api_users__user_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow
         * @description Follow a person, or ask to where the account is locked. Again: nothing changes.
         */
        post: operations["follow_api_users__user_id__follow_post"];
        /**
         * Unfollow
         * @description Follow a person no more, or take the request back. Again: nothing changes.
         */
        delete: operations["unfollow_api_users__user_id__follow_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/follower": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Follower
         * @description Remove one of the caller's followers, who is not told. Again: nothing changes.
         */
        delete: operations["remove_follower_api_users__user_id__follower_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/followers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Followers
         * @description Who follows a person, newest first. 403 where the account is locked, but for followers.
         */
        get: operations["read_followers_api_users__user_id__followers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/following": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Following
         * @description Whom a person follows, newest first. 403 where the account is locked, but for followers.
         */
        get: operations["read_following_api_users__user_id__following_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/follow-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Follow Requests
         * @description Who asks to follow the caller, newest first.
         */
        get: operations["read_follow_requests_api_follow_requests_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/follow-requests/{user_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Follow Request
         * @description Let a person who asked follow the caller. Again: nothing changes.
         */
        post: operations["accept_follow_request_api_follow_requests__user_id__accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/follow-requests/{user_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject Follow Request
         * @description Turn down a person who asked; they are not told.
         */
        post: operations["reject_follow_request_api_follow_requests__user_id__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put Up Block
         * @description A block hides two people from each other everywhere, at once, and ends the follows, the requests and the close friendship of the two, and their work on each other's stories. Again: nothing changes.
         */
        post: operations["put_up_block_api_users__user_id__block_post"];
        /**
         * Take Down Block
         * @description End a block. Again: nothing changes.
         */
        delete: operations["take_down_block_api_users__user_id__block_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Blocks
         * @description Everyone behind a block of the caller's, newest first.
         */
        get: operations["read_blocks_api_blocks_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put Up Mute
         * @description A mute keeps a person's clips out of the caller's lists. Again: nothing changes.
         */
        post: operations["put_up_mute_api_users__user_id__mute_post"];
        /**
         * Take Down Mute
         * @description End a mute. Again: nothing changes.
         */
        delete: operations["take_down_mute_api_users__user_id__mute_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Mutes
         * @description Everyone behind a mute of the caller's, newest first.
         */
        get: operations["read_mutes_api_mutes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put Up Hide
         * @description A hide keeps the caller's clips from a person. Again: nothing changes.
         */
        post: operations["put_up_hide_api_users__user_id__hide_post"];
        /**
         * Take Down Hide
         * @description End a hide. Again: nothing changes.
         */
        delete: operations["take_down_hide_api_users__user_id__hide_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Hides
         * @description Everyone behind a hide of the caller's, newest first.
         */
        get: operations["read_hides_api_hides_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/close-friends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Close Friends
         * @description Whom the caller counts among the close friends. Nobody else can see this.
         */
        get: operations["read_close_friends_api_close_friends_get"];
        /**
         * Choose Close Friends
         * @description Replace the whole list; nobody is told. 400 names a user who is not there.
         */
        put: operations["choose_close_friends_api_close_friends_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report
         * @description Report a clip, a story, a review, a comment or a person to the moderators.
         *
         *     They keep it as it is now. 404 for what you may not see; 409 when you have reported it before.
         */
        post: operations["report_api_reports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reports
         * @description What was reported, the newest first, with what was done about it. For moderators.
         */
        get: operations["list_reports_api_admin_reports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Report
         * @description One report. For moderators.
         */
        get: operations["read_report_api_admin_reports__report_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{report_id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold
         * @description Hide what was reported from everyone, its author too, and keep it past its end.
         *
         *     A story stays with the people who write it, who cannot delete it meanwhile. All reports of the
         *     same thing are held with it. 409 when it is held, resolved or gone already, and for a person.
         *     For moderators.
         */
        post: operations["hold_api_admin_reports__report_id__hold_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/{report_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve
         * @description Decide on what was reported, for all reports of the same thing.
         *
         *     `dismiss` lets it be seen again, `remove` deletes it with its files, `suspend` deletes it and
         *     suspends its author, who is told the `reason` at their next try to sign in. 400 for a reason
         *     with another action; 409 when it was resolved before; 403 for suspending a moderator or an
         *     administrator unless by an administrator. For moderators.
         */
        post: operations["resolve_api_admin_reports__report_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/report/{report_id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Evidence
         * @description A reported clip's file, though it is held or over. For moderators, asked at each read.
         */
        get: operations["read_evidence_files_report__report_id___name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Notifications
         * @description What the caller was told, newest first. `meta.unread_count` 1000 means that or more.
         */
        get: operations["read_notifications_api_notifications_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark Notifications Read
         * @description Mark notifications as read, some or all; ids that are not in the inbox are skipped.
         */
        post: operations["mark_notifications_read_api_notifications_read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Push Key
         * @description The server's VAPID key, the `applicationServerKey` of `pushManager.subscribe`.
         */
        get: operations["read_push_key_api_push_key_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Subscribe
         * @description Push to this browser until the session ends, or it unsubscribes. Again: nothing changes.
         *
         *     Needs a session (403 for an API token). A user's ten newest browsers are kept.
         */
        post: operations["subscribe_api_push_subscriptions_post"];
        /**
         * Unsubscribe
         * @description Push to this browser no more; its endpoint says which. 404 where there is no such one.
         */
        delete: operations["unsubscribe_api_push_subscriptions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Webhooks
         * @description The caller's webhooks, at most 10, the newest first; never their secrets.
         */
        get: operations["list_webhooks_api_webhooks_get"];
        put?: never;
        /**
         * Make Webhook
         * @description Send the caller's events to a program, signed with a secret that is shown this once.
         *
         *     Needs a session (403 for an API token, whose reader would go on reading through it). 400 for
         *     an address that is not https, not public or does not resolve. At most 10 (409).
         */
        post: operations["make_webhook_api_webhooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Webhook
         * @description Delete a webhook; what waits for it is not sent any more.
         */
        delete: operations["delete_webhook_api_webhooks__webhook_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Deliveries
         * @description What was sent to a webhook in the last 30 days, newest first, and how it ended.
         */
        get: operations["read_deliveries_api_webhooks__webhook_id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refuse Without Upgrade
         * @description The user's events over a WebSocket: `?ticket=` of POST /ws/ticket, or `?token=`.
         *
         *     `?client=` names the device (at most five, else one), `?since=` and `?epoch=` go on where it
         *     stood. A page of a foreign origin is 403.
         */
        get: operations["refuse_without_upgrade_ws_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream Events
         * @description The user's events as a stream, `/asyncapi.json` tells which; it replaces no connection.
         *
         *     By `?ticket=`, `?token=` or the `Authorization` header. `Last-Event-ID`, or `?since=` and
         *     `?epoch=`, go on where a client stood. At its end an event `close` says why.
         */
        get: operations["stream_events_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ws/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make Ticket
         * @description A ticket that opens one connection, to `/ws` or `/events`, within 30 seconds.
         *
         *     A session's connection lives as long as the session, that of an API token until it is over.
         */
        post: operations["make_ticket_ws_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Asyncapi
         * @description Every message of `/ws` and `/events`, as an AsyncAPI document. Open to all.
         */
        get: operations["read_asyncapi_asyncapi_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signup
         * @description Make an account and sign in. Open to all.
         *
         *     What was played as a guest, with this `X-Play-Token`, becomes the new account's.
         *
         *     409 for a taken email or username; 403 where the server's `EMBERLINE_SIGNUP` is `closed`, or is
         *     `invite` and the code is not good; 429 after 100 tries an hour from one address.
         */
        post: operations["signup_signup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description The same as `POST /signup`, with a username and in the envelope.
         */
        post: operations["register_api_auth_register_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Sign in with email or username. Open to all.
         *
         *     401 `Invalid credentials` alike for an unknown account and a wrong password; 403 for a
         *     suspended account.
         */
        post: operations["login_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login Enveloped
         * @description The same as `POST /login`, in the envelope.
         */
        post: operations["login_enveloped_api_auth_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh Token
         * @description A new access token and the next refresh token. Open to all who hold one.
         *
         *     Until that next one is used, a repeat gets it again. An older refresh token was copied: it ends
         *     the session (401).
         *
         *     A page in a browser sends no body but `X-Refresh-Token: cookie`. A 401 takes the cookie away.
         */
        post: operations["refresh_token_api_auth_refresh_token_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End this session; its tokens are refused from now on. A cookie that holds one is removed.
         */
        post: operations["logout_api_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description Where the caller is signed in, at most 50 places, the last used first.
         */
        get: operations["list_sessions_api_auth_sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Session
         * @description Sign out one place; its tokens are refused from now on.
         */
        delete: operations["delete_session_api_auth_sessions__session_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Password
         * @description Change the password. Every other session ends.
         *
         *     403 for a wrong current one. Needs a session: an API token cannot do this (403).
         */
        put: operations["change_password_api_auth_password_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Password Reset
         * @description Have a mail sent with the way to a new password. Open to all.
         *
         *     Answers the same, in the same time, whether an account has the email or not, and when it had
         *     five mails within the hour and gets no more. 429 only by the client's address.
         */
        post: operations["ask_password_reset_api_auth_password_reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password-reset/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Password Reset
         * @description Set a new password with the token from the mail. Open to all.
         *
         *     Every session ends, and every API token is deleted.
         */
        post: operations["confirm_password_reset_api_auth_password_reset_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tokens
         * @description The caller's API tokens, at most 50, the newest first; never the tokens themselves.
         */
        get: operations["list_tokens_api_auth_tokens_get"];
        put?: never;
        /**
         * Make Token
         * @description Make an API token, shown this once. Needs a session: a token cannot make another (403).
         */
        post: operations["make_token_api_auth_tokens_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Token
         * @description Delete an API token; it is refused from now on.
         */
        delete: operations["delete_token_api_auth_tokens__token_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Preferences
         * @description The caller's preferences, with the defaults where nothing was chosen.
         */
        get: operations["get_preferences_api_auth_preferences_get"];
        /**
         * Put Preferences
         * @description Change the preferences that are sent; the others stay.
         */
        put: operations["put_preferences_api_auth_preferences_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description All users, the newest first. For administrators.
         */
        get: operations["list_users_api_admin_users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend
         * @description Suspend an account: every session ends, every token is refused. For administrators.
         *
         *     The reason, where one is given, is told to them when they sign in.
         */
        post: operations["suspend_api_admin_users__user_id__suspension_post"];
        /**
         * Lift Suspension
         * @description Let a suspended user sign in again. For administrators.
         */
        delete: operations["lift_suspension_api_admin_users__user_id__suspension_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Export
         * @description Everything about the caller, in one JSON, as of one moment.
         */
        get: operations["read_export_api_auth_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase Account
         * @description Delete the caller's account and all that is theirs, files included, for good.
         *
         *     Every session and API token ends at once. 403 for a wrong password.
         */
        delete: operations["erase_account_api_auth_account_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Healthz
         * @description Whether the process lives. Open to all.
         */
        get: operations["healthz_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readyz
         * @description Whether requests can be served: database, media store and Redis answer, as far as they are
         *     set. Open to all; 503 if not.
         */
        get: operations["readyz_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Counters for Prometheus: to this machine itself, or to administrators (401, 403).
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Storage
         * @description What media and database take up, and who stores most. For administrators.
         */
        get: operations["read_storage_api_admin_storage_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Jobs
         * @description Jobs by kind and state, and each of them, the newest first. For administrators.
         */
        get: operations["list_jobs_api_admin_jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Job
         * @description Let a job that failed or was cancelled run again (409 for another). For administrators.
         */
        post: operations["retry_job_api_admin_jobs__job_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Job
         * @description End a job that waits or runs (409 when it is over). For administrators.
         */
        post: operations["cancel_job_api_admin_jobs__job_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Insights
         * @description People, clips and views in numbers that name nobody. For administrators.
         */
        get: operations["read_insights_api_admin_insights_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An answer to the puzzle of the node: a text or number, a list in order, or a map. */
        AnswerPuzzle: {
            answer: string | number | string[] | {
                [key: string]: string;
            };
            /** @description Which play; absent: the newest one. */
            progress_id?: string | null;
            /** @description `state.turn` as last seen; a later one is a 409. */
            turn?: number | null;
        };
        /** @description What a story's author says to a review. */
        AnswerReview: {
            text: string;
        };
        /** @description One option of a poll, counted from 0, or the answer to a question. */
        AnswerSticker: {
            option?: number | null;
            text?: string | null;
        };
        /** @description A generation of a story of yours. */
        AskForGeneration: {
            /** Format: uuid */
            story_id: string;
            /** @enum {string} */
            kind?: "audio" | "epub" | "html" | "pdf";
            /** @description As /voices names it. */
            voice?: string | null;
            options?: components["schemas"]["GenerationOptions"];
        };
        /** @description Where the mail with the way to a new password goes. */
        AskReset: {
            email: string;
        };
        /** @description The picture to show: one's own media, an image; null takes the present one away. */
        AvatarChoice: {
            media_id: string | null;
        };
        /** @description The password up to now and the one from now on. */
        ChangePassword: {
            current_password: string;
            new_password: string;
        };
        /** @description Preferences to change; those left out stay. */
        ChangePreferences: {
            /** @description Days that expired clips are kept; 0: not at all. */
            archive_days?: number;
            /** @description Off: one is not named as a viewer, and sees no viewers' names. */
            view_receipts?: boolean;
            /**
             * @description Timed choices: as written, never, with twice or ten times the time.
             * @enum {string}
             */
            timers?: "on" | "off" | "2" | "10";
            notifications?: components["schemas"]["NotificationChoices"];
            show_on_leaderboard?: boolean;
            /** @description Null: computed from what one plays. */
            favorite_category?: string | null;
        };
        /** @description As what somebody works on the story from now on. */
        ChangeRole: {
            /** @enum {string} */
            role: "owner" | "editor" | "viewer";
        };
        /** @description What one may choose about one's figures; these themselves are worked out, never sent. */
        ChangeStats: {
            /** @description Null: worked out from what you finish. */
            favorite_category?: string | null;
            /** @description Whether you stand on leaderboards, at once and with all you did. */
            show_on_leaderboard?: boolean;
        };
        /** @description A choice on the way of a saved game; null where a puzzle was answered. */
        ChoiceMade: {
            /** Format: uuid */
            node_id: string;
            choice_id: string | null;
        };
        /** @description Everyone who is a close friend from now on; the list replaces the one before. */
        CloseFriendsChoice: {
            user_ids: string[];
        };
        /** @description The token from the mail, and the password from now on. */
        ConfirmReset: {
            token: string;
            new_password: string;
        };
        /** @description A new choice, the last one of its node; without a key it gets one made of its text. */
        CreateChoice: {
            key?: string;
            choice_text: string;
            to_node_id?: string | null;
            /** @description The key of a node. */
            to?: string;
            /** @description Null: the next free one is given out. */
            choice_letter?: string | null;
            consequences?: string;
            condition?: string | null;
            locked_text?: string | null;
            /** @description One effect a text, as `courage += 1`. */
            effects?: string[];
            once?: boolean;
            fallback?: boolean;
            timer?: components["schemas"]["TimerForm"] | null;
            roll?: components["schemas"]["RollForm"] | null;
            /** @description Among the node's choices, from 0. */
            place?: number;
        };
        /** @description A new highlight; without a cover the first clip is it. */
        CreateHighlight: {
            title: string;
            /** @description Published clips of yours, in order. */
            clip_ids: string[];
            cover_clip_id?: string | null;
        };
        /**
         * @description A new node, the last one; without a key it gets one made of its title.
         *
         *     The first node of a story is its start.
         */
        CreateNode: {
            key?: string;
            node_title?: string;
            /** @description Markdown, with `{variable}` and `{if …}`. */
            content?: string;
            /** @enum {string} */
            node_type?: "story" | "choice" | "ending" | "puzzle";
            is_starting_node?: boolean;
            is_ending_node?: boolean;
            /** @description One effect a text, as `courage += 1`. */
            on_enter?: string[];
            media?: components["schemas"]["MediaForm"][];
            tags?: string[];
            position?: components["schemas"]["PositionForm"] | null;
            /** @description For the story's people alone. */
            note?: string;
            puzzle?: components["schemas"]["PuzzleForm"] | null;
            ending?: components["schemas"]["EndingForm"] | null;
        };
        /**
         * @description A new story: empty, or as a template or a document begins it.
         *
         *     What is sent beside these is put in the place of what they say.
         */
        CreateStory: {
            title: string;
            description: string;
            /** @enum {string} */
            difficulty_level: "easy" | "medium" | "hard";
            category?: string;
            tags?: string[];
            /** @description What readers are warned of. */
            content_notes?: string[];
            /** @description As BCP 47: `en`, `pt-BR`. */
            language?: string;
            /** @description Whether the catalogue shows it once it is published. For its owners. */
            listed?: boolean;
            /** @description A picture that you uploaded to `/media`; null takes the cover away. */
            cover_media_id?: string | null;
            /** @description A name of `GET /api/admin/templates`. */
            template?: string | null;
            /** @description An `emberline-story/1` document to begin with. One that takes the body past 1 MB: create the story, then `PUT` its document. */
            document?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * @description What is to change at a choice; what is left out stays.
         *
         *     `to_node_id` is the id of a node of the draft, `to` a key, also of a node that is still to be
         *     made: send one of them. With a `roll` neither is looked at.
         */
        EditChoice: {
            key?: string;
            choice_text?: string;
            to_node_id?: string | null;
            /** @description The key of a node. */
            to?: string;
            /** @description Null: the next free one is given out. */
            choice_letter?: string | null;
            consequences?: string;
            condition?: string | null;
            locked_text?: string | null;
            /** @description One effect a text, as `courage += 1`. */
            effects?: string[];
            once?: boolean;
            fallback?: boolean;
            timer?: components["schemas"]["TimerForm"] | null;
            roll?: components["schemas"]["RollForm"] | null;
            /** @description Among the node's choices, from 0. */
            place?: number;
        };
        /** @description What is to change; what is left out stays. A caption or alt text of null goes. */
        EditClip: {
            caption?: string | null;
            alt_text?: string | null;
            visibility?: components["schemas"]["Visibility"];
            /** @description Of CUSTOM, else the members there were; another visibility drops them. */
            audience_user_ids?: string[];
            allow_replies?: boolean;
            allow_reactions?: boolean;
            allow_comments?: boolean;
        };
        /** @description What is to change; what is left out stays. A cover of null is the first clip. */
        EditHighlight: {
            title?: string;
            /** @description Published clips of yours, in order. */
            clip_ids?: string[];
            cover_clip_id?: string | null;
            /** @description Its place among your highlights from 0; beyond the end is the end. */
            position?: number;
        };
        /**
         * @description What is to change at a node; what is left out stays.
         *
         *     A new key is a new id: what leads or refers to the node follows. A node that becomes the start
         *     takes this from the one before. `node_type`, `is_ending_node` and `ending` agree: sending one
         *     brings the others along, sending them at odds is refused.
         */
        EditNode: {
            key?: string;
            node_title?: string;
            /** @description Markdown, with `{variable}` and `{if …}`. */
            content?: string;
            /** @enum {string} */
            node_type?: "story" | "choice" | "ending" | "puzzle";
            is_starting_node?: boolean;
            is_ending_node?: boolean;
            /** @description One effect a text, as `courage += 1`. */
            on_enter?: string[];
            media?: components["schemas"]["MediaForm"][];
            tags?: string[];
            position?: components["schemas"]["PositionForm"] | null;
            /** @description For the story's people alone. */
            note?: string;
            puzzle?: components["schemas"]["PuzzleForm"] | null;
            ending?: components["schemas"]["EndingForm"] | null;
        };
        /** @description What is to change; what is left out stays. */
        EditStory: {
            title?: string;
            description?: string;
            /** @enum {string} */
            difficulty_level?: "easy" | "medium" | "hard";
            category?: string;
            tags?: string[];
            /** @description What readers are warned of. */
            content_notes?: string[];
            /** @description As BCP 47: `en`, `pt-BR`. */
            language?: string;
            /** @description Whether the catalogue shows it once it is published. For its owners. */
            listed?: boolean;
            /** @description A picture that you uploaded to `/media`; null takes the cover away. */
            cover_media_id?: string | null;
        };
        /** @description How the story ends there. */
        EndingForm: {
            name?: string;
            tone?: string;
        };
        /** @description What may be asked for besides the kind; each kind takes its own. */
        GenerationOptions: {
            /** @description audio: narrate this play of yours, from its start. */
            progress_id?: string | null;
            /** @description audio: narrate one way: the ids or keys of its nodes, from the start on. */
            path?: string[] | null;
            /** @description audio, epub: who speaks for which protagonist, by their keys. */
            voices?: {
                [key: string]: string;
            } | null;
            /** @description epub: one that reads itself aloud. */
            narrated?: boolean | null;
            /** @description pdf: the size of its pages, a5 when left out. */
            paper?: ("a4" | "a5" | "letter") | null;
        };
        /** @description Why the thing is held, for the log. */
        HoldReport: {
            note?: string | null;
        };
        /** @description Who is to work on the story, and as what. */
        Invite: {
            /** Format: uuid */
            user_id: string;
            /** @enum {string} */
            role: "owner" | "editor" | "viewer";
        };
        /**
         * @description Where a job stands.
         * @enum {string}
         */
        JobStatus: "pending" | "running" | "succeeded" | "failed" | "cancelled";
        /** @description The password, as the proof that it is the person who leaves. */
        LeaveForGood: {
            password: string;
        };
        /** @description Who one is, by either email or username, and the password. */
        LogIn: {
            email?: string | null;
            username?: string | null;
            password: string;
        };
        /** @description A personal API token to be made. */
        MakeApiToken: {
            name: string;
            /** @description `write` includes `read`. */
            scopes: ("read" | "write")[];
            /** @description Seconds until it is over; left out: never. */
            expires_in?: number | null;
        };
        /** @description A new guest link; everything may be left out. */
        MakeLink: {
            expires_in?: number | null;
            passcode?: string | null;
            max_views?: number | null;
        };
        /** @description What is wrong with which thing. */
        MakeReport: {
            kind: components["schemas"]["ReportKind"];
            /** Format: uuid */
            id: string;
            reason: components["schemas"]["ReportReason"];
            note?: string | null;
        };
        /** @description A program that is to be sent events. */
        MakeWebhook: {
            /** @description https, at a public address. */
            url: string;
            /** @description Each at most once. */
            events: string[];
            /** @description Signs the deliveries; made and shown once where it is left out. */
            secret?: string | null;
        };
        /** @description Which notifications were read: some by id, or all of them. */
        MarkRead: {
            ids?: string[] | null;
            all?: boolean;
        };
        /** @description A picture or sound; source: the id of media of yours, or as the node answers it. */
        MediaForm: {
            /** @enum {string} */
            kind: "image" | "audio";
            source: string;
            alt_text?: string;
            /** @description As the node answers it; not looked at. */
            url?: string | null;
        };
        /** @description Which notifications one wants; only the kinds that are sent change. */
        NotificationChoices: {
            clips?: boolean;
            follows?: boolean;
            reactions?: boolean;
            replies?: boolean;
            comments?: boolean;
            mentions?: boolean;
            reposts?: boolean;
            stories?: boolean;
            achievements?: boolean;
            collaborations?: boolean;
        };
        /**
         * @description What a viewer did while a clip was played.
         *
         *     completed: it was shown to its end. exit: the player was left. forward, back: a tap to the next
         *     clip or to the one before. link: a link sticker was opened.
         */
        Playback: {
            /** @enum {string} */
            event: "completed" | "exit" | "forward" | "back" | "link";
        };
        /** @description Where a playtest begins, and with what; all of it may be left out. */
        Playtest: {
            /** @description Absent: where the story begins. */
            node_id?: string | null;
            /** @description Values in place of the initial ones. */
            variables?: {
                [key: string]: boolean | number | string;
            };
            /** @description Hexadecimal digits; with the same seed dice fall alike. */
            seed?: string | null;
        };
        /** @description Where the node lies on the author's map, in pixels. */
        PositionForm: {
            x: number;
            y: number;
        };
        /** @description What to change in one's profile; a field that is left out stays as it is. */
        ProfileChanges: {
            /** @description 3 to 30 letters, digits, `_` and `.`; unique in any case and Unicode form. */
            username?: string;
            email?: string;
            display_name?: string;
            bio?: string;
            /** @description An IANA name, such as Europe/Berlin. */
            time_zone?: string;
            /** @description A BCP 47 tag, such as en or pt-BR. */
            language?: string;
            /** @description Whether followers have to ask. Unlocking accepts everyone who is waiting. */
            is_locked?: boolean;
        };
        /** @description Whether readers may have the story. */
        Publish: {
            is_published: boolean;
        };
        /** @description The browser's public key and secret, with which pushes are sealed for it alone. */
        PushKeys: {
            p256dh: string;
            auth: string;
        };
        /** @description A puzzle as the document has it; `success` and `failure` are keys of nodes. */
        PuzzleForm: {
            /** @enum {string} */
            kind: "text" | "number" | "order" | "match";
            prompt?: string;
            /** @description Texts or numbers; for `match` a map from left to right. */
            answers?: (string | (number))[] | {
                [key: string]: string;
            };
            case_sensitive?: boolean;
            hints?: string[];
            attempts?: number | null;
            /** @description The key of a node. */
            success: string;
            failure?: string | null;
        };
        /** @description A rating and, if one likes, words: plain text, shown as it was written. */
        RateStory: {
            rating: number;
            review?: string | null;
        };
        /** @description One emoji. Joined people, flags, skin tones and keycaps count as one. */
        React: {
            /** @description Exactly one emoji. */
            emoji: string;
        };
        /** @description The refresh token of the last session answer. */
        Refresh: {
            refresh_token: string;
        };
        /** @description A new account. */
        Register: {
            email: string;
            password: string;
            /** @description 3 to 30 letters, digits, `_` and `.`; unique in any case and Unicode form. */
            username: string;
            /** @description The code of an invitation; needed where the server's `EMBERLINE_SIGNUP` is `invite` (else 403). The operator makes one with `emberline admin invite`. */
            invite?: string | null;
        };
        /**
         * @description What can be reported.
         * @enum {string}
         */
        ReportKind: "clip" | "story" | "review" | "comment" | "user";
        /**
         * @description Why something is reported.
         * @enum {string}
         */
        ReportReason: "spam" | "nudity" | "violence" | "harassment" | "other";
        /** @description One's own words above another's clip, and whom the repost is meant for. */
        RepostClip: {
            caption?: string | null;
            visibility?: components["schemas"]["Visibility"];
            audience_user_ids?: string[];
        };
        /** @description What is done about the thing, and why, for the log; of a suspension, why for the author. */
        ResolveReport: {
            /** @enum {string} */
            action: "dismiss" | "remove" | "suspend";
            note?: string | null;
            reason?: string | null;
        };
        /** @description How many moves to take back. */
        Rewind: {
            steps?: number;
            /** @description Which play; absent: the newest one. */
            progress_id?: string | null;
            /** @description `state.turn` as last seen; a later one is a 409. */
            turn?: number | null;
        };
        /** @description Dice to roll in a playtest. */
        RollDice: {
            dice: string;
            /** @description Which play; absent: the newest one. */
            progress_id?: string | null;
        };
        /** @description Dice that decide; `success` and `failure` are keys of nodes. */
        RollForm: {
            dice: string;
            modifier?: string | null;
            target: number;
            /** @description The key of a node. */
            success: string;
            /** @description The key of a node. */
            failure: string;
        };
        /** @description A game to save: where it stands, and the choices that led there. */
        SaveProgress: {
            /** Format: uuid */
            story_id: string;
            /** Format: uuid */
            current_node_id: string;
            choices_made: components["schemas"]["ChoiceMade"][];
            /** @description When sent, the caller's own. */
            user_id?: string | null;
            slot?: string | null;
            /** @description Which play; absent: the newest one. */
            progress_id?: string | null;
        };
        /** @description The clips that somebody has seen since they last said so. */
        SeenClips: {
            story_ids: string[];
        };
        /** @description The last clip of an author that somebody has seen, in playing order. */
        SeenUpTo: {
            /** Format: uuid */
            up_to: string;
        };
        /** @description Values to put in place of those of a playtest. */
        SetVariables: {
            variables: {
                [key: string]: boolean | number | string;
            };
            /** @description Which play; absent: the newest one. */
            progress_id?: string | null;
        };
        /** @description How a story is passed on: by a link, or by a clip that invites to it. */
        ShareStory: {
            /** @enum {string} */
            to: "link" | "clip";
            visibility?: components["schemas"]["Visibility"] | null;
        };
        /** @description A new account. Without a username one is made from the email. */
        SignUp: {
            email: string;
            password: string;
            username?: string | null;
            /** @description The code of an invitation; needed where the server's `EMBERLINE_SIGNUP` is `invite` (else 403). The operator makes one with `emberline admin invite`. */
            invite?: string | null;
        };
        /** @description The node at which one is; null: at none of them. */
        StayAt: {
            node_id: string | null;
        };
        /** @description A `PushSubscription`, as the browser's `toJSON()` gives it. */
        Subscribe: {
            endpoint: string;
            keys: components["schemas"]["PushKeys"];
            expirationTime?: number | null;
        };
        /** @description At which node, and whether the next scene is wanted or choices. */
        Suggest: {
            /** Format: uuid */
            node_id: string;
            /** @enum {string} */
            kind: "continue" | "choices";
        };
        /** @description Why the account is suspended, for the person; it may be left out. */
        SuspendAccount: {
            reason?: string | null;
        };
        /** @description A timer; default: the key of the choice that is taken when it is over. */
        TimerForm: {
            seconds: number;
            default?: string | null;
        };
        /** @description The `PushSubscription` that ends; its endpoint is enough. */
        Unsubscribe: {
            endpoint: string;
            keys?: components["schemas"]["PushKeys"] | null;
            expirationTime?: number | null;
        };
        /**
         * @description Whom a clip is meant for.
         * @enum {string}
         */
        Visibility: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
        /** @description A comment for all who may see the clip. */
        WriteComment: {
            text: string;
        };
        /** @description A reply that the clip's author and its writer read, and nobody else. */
        WriteReply: {
            text: string;
        };
        /** @description A user as they see themselves. */
        Account: {
            user_id: string;
            username: string;
            email: string;
            display_name: string;
            bio: string;
            time_zone: string;
            language: string;
            is_locked: boolean;
            /** @enum {string} */
            role: "user" | "moderator" | "admin";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_active: string;
        };
        /** @description What someone did to the story. by: null when they are gone; times: how often up to `at`. */
        Activity: {
            id: string;
            by: components["schemas"]["PersonCard"] | null;
            /** @enum {string} */
            action: "story.created" | "story.changed" | "document.replaced" | "node.created" | "node.changed" | "node.deleted" | "choice.created" | "choice.changed" | "choice.deleted" | "version.restored" | "story.imported" | "story.published" | "story.taken_back" | "collaborator.invited" | "collaborator.changed" | "collaborator.removed" | "presence.moved";
            node_id: string | null;
            detail: {
                [key: string]: unknown;
            } | null;
            times: number;
            /** Format: date-time */
            began_at: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * @description How readers fared with one version; the plays of the story's own people are left out.
         *
         *         completion_rate: the share of plays that came to an ending, 0 to 1. median_seconds: of finished
         *         plays, without long pauses; null while there are none. sources: plays by what led to them.
         */
        Analytics: {
            story_id: string;
            version: number;
            /** Format: date-time */
            published_at: string;
            plays: number;
            completions: number;
            completion_rate: number;
            median_seconds: number | null;
            endings: components["schemas"]["EndingFigures"][];
            drop_off: components["schemas"]["NodeFigures"][];
            choices: components["schemas"]["ChoiceFigures"][];
            sources: {
                [key: string]: number;
            };
        };
        /** @description A personal API token, without the token. */
        ApiTokenEntry: {
            id: string;
            name: string;
            scopes: ("read" | "write")[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
        };
        /** @description A collectible thing that a reader brought out of a story. story: null where it is gone. */
        Artifact: {
            item: string;
            name: string;
            description: string;
            story: components["schemas"]["TitledStory"] | null;
            /** Format: date-time */
            collected_at: string;
        };
        /** @description How many others may see the clip at this moment, and the rule: its visibility. */
        Audience: {
            count: number;
            /** @enum {string} */
            rule: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
        };
        /** @description What the story's author answered to a review. */
        AuthorsAnswer: {
            text: string;
            /** Format: date-time */
            answered_at: string;
        };
        /** @description What the caller has put between themselves and a person. */
        Boundaries: {
            user_id: string;
            is_blocked: boolean;
            is_muted: boolean;
            is_hidden: boolean;
        };
        /** @description A category and how many listed stories it has. */
        CategoryCount: {
            category: string;
            count: number;
        };
        /** @description What something was and is; null: nothing. */
        Change: {
            before: boolean | number | string | null;
            after: boolean | number | string | null;
        };
        /** @description What a move changed: variables by name, counts of items by key. */
        Changes: {
            variables: {
                [key: string]: components["schemas"]["Change"];
            };
            inventory: {
                [key: string]: components["schemas"]["Change"];
            };
        };
        /** @description What a check found; `valid` when there is no error. */
        CheckReport: {
            valid: boolean;
            errors: components["schemas"]["Finding"][];
            warnings: components["schemas"]["Finding"][];
            metrics: components["schemas"]["Metrics"];
        };
        /**
         * @description A choice of a draft.
         *
         *         to_node_id: the id that the node of the key `to` has or will have; null where the choice leads
         *         nowhere yet. choice_letter: its own, or the one that is given out.
         */
        Choice: {
            choice_id: string;
            key: string;
            from_node_id: string;
            to_node_id: string | null;
            to: string;
            choice_text: string;
            choice_letter: string;
            consequences: string;
            condition: string | null;
            locked_text: string | null;
            effects: string[];
            once: boolean;
            fallback: boolean;
            timer: components["schemas"]["ChoiceTimer"] | null;
            roll: components["schemas"]["ChoiceRoll"] | null;
            revision: number;
        };
        /** @description A choice that came, went, or differs in `fields`. */
        ChoiceChange: {
            choice_id: string;
            key: string;
            /** @enum {string} */
            change: "added" | "changed" | "removed";
            fields: components["schemas"]["FieldChange"][];
        };
        /** @description How often a choice was made; share: of the choices made at its node. */
        ChoiceFigures: {
            choice_id: string;
            node_id: string;
            choice_text: string;
            count: number;
            share: number;
        };
        /** @description A roll as the document has it, nothing left out. */
        ChoiceRoll: {
            dice: string;
            modifier: string | null;
            target: number;
            success: string;
            failure: string;
        };
        /** @description A timer as the document has it, nothing left out. */
        ChoiceTimer: {
            seconds: number;
            default: string | null;
        };
        /** @description How many expired clips a clean-up put away or erased. */
        CleanedUp: {
            message: string;
            deleted_count: number;
        };
        /**
         * @description A clip as one viewer sees it; counts, audience, max_views are null for all but its author.
         *
         *         created_at: from when it can be seen, or when the draft was made. expires_at: null for a draft.
         *         story_link: null, too, for whoever may not read that story at this moment.
         */
        Clip: {
            id: string;
            story_id: string;
            user_id: string;
            username: string;
            /** @enum {string} */
            kind: "text" | "image" | "video";
            text: string | null;
            media_url: string | null;
            thumbnail_url: string | null;
            width: number | null;
            height: number | null;
            duration_seconds: number | null;
            alt_text: string | null;
            caption: string | null;
            /** @enum {string} */
            visibility: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            is_active: boolean;
            /** @enum {string} */
            status: "processing" | "ready" | "failed";
            seen: boolean;
            allow_replies: boolean;
            allow_reactions: boolean;
            allow_comments: boolean;
            views_count: number | null;
            audience_user_ids: string[] | null;
            reactions_count: number | null;
            my_reaction: string | null;
            stickers: components["schemas"]["ShownSticker"][];
            origin: components["schemas"]["Origin"] | null;
            failure_reason: string | null;
            max_views: number | null;
            story_link: components["schemas"]["LinkedStory"] | null;
        };
        /** @description One person's clips on the older face; `count` is this page's. */
        ClipsOfUser: {
            user_id: string;
            clips: components["schemas"]["UploadedClip"][];
            count: number;
            meta: components["schemas"]["NextCursor"];
        };
        /** @description The close friends, by id, and as people to show. */
        CloseFriends: {
            user_ids: string[];
            users: components["schemas"]["PersonCard"][];
        };
        /** @description A comment under a clip; the user is its writer. */
        Comment: {
            id: string;
            story_id: string;
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            text: string;
            /** Format: date-time */
            created_at: string;
        };
        /** @description How many on one day, by UTC. */
        Day: {
            /** Format: date */
            day: string;
            count: number;
        };
        /** @description The older face's answer to a deletion. */
        Deleted: {
            message: string;
        };
        /** @description A delivery and its last attempt: when, and what it was answered (null: nothing). */
        DeliveryAnswer: {
            id: string;
            /** @enum {string} */
            event: "achievement.unlocked" | "follow.created" | "generation.finished" | "generation.progress" | "import.progress" | "notification.created" | "story.collaboration" | "story.commented" | "story.created" | "story.processed" | "story.reacted" | "story.replied" | "story.viewed";
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            attempts: number;
            response_code: number | null;
            /** Format: date-time */
            created_at: string;
            attempted_at: string | null;
        };
        /** @description How two versions differ: the story's own fields, and a page of its nodes. */
        Diff: {
            story_id: string;
            /** @description A number, or `draft`. */
            before: string;
            /** @description A number, or `draft`. */
            after: string;
            totals: components["schemas"]["DiffTotals"];
            story: components["schemas"]["FieldChange"][];
            nodes: components["schemas"]["NodeChange"][];
        };
        /** @description How much differs in all. */
        DiffTotals: {
            nodes_added: number;
            nodes_removed: number;
            nodes_changed: number;
            choices_added: number;
            choices_removed: number;
            choices_changed: number;
            /** @description Of contents, prompts and choices. */
            words_added: number;
            words_removed: number;
        };
        /** @description The enveloped data of a call whose answer is only its message. */
        Done: Record<string, never>;
        /**
         * @description What becomes of the plays of earlier versions that are not over.
         *
         *         plays: all of them. tried: how many of the newest were tried, of which the rest tells.
         */
        DryRun: {
            plays: number;
            tried: number;
            moved_unchanged: number;
            moved_with_notes: number;
            stuck: components["schemas"]["StuckPlays"][];
        };
        /** @description An ending and how many plays came to it; share: of those that ended. */
        EndingFigures: {
            node_id: string;
            name: string;
            count: number;
            share: number;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Analytics_: {
            success: boolean;
            data: components["schemas"]["Analytics"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Boundaries_: {
            success: boolean;
            data: components["schemas"]["Boundaries"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_CheckReport_: {
            success: boolean;
            data: components["schemas"]["CheckReport"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Choice_: {
            success: boolean;
            data: components["schemas"]["Choice"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Clip_: {
            success: boolean;
            data: components["schemas"]["Clip"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_CloseFriends_: {
            success: boolean;
            data: components["schemas"]["CloseFriends"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Done_: {
            success: boolean;
            data: components["schemas"]["Done"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_ExportReport_: {
            success: boolean;
            data: components["schemas"]["ExportReport"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Export_: {
            success: boolean;
            data: components["schemas"]["Export"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Flow_: {
            success: boolean;
            data: components["schemas"]["Flow"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_FollowState_: {
            success: boolean;
            data: components["schemas"]["FollowState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_FollowerState_: {
            success: boolean;
            data: components["schemas"]["FollowerState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_ImportStarted_: {
            success: boolean;
            data: components["schemas"]["ImportStarted"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_ImportedNow_: {
            success: boolean;
            data: components["schemas"]["ImportedNow"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_InstanceInsights_: {
            success: boolean;
            data: components["schemas"]["InstanceInsights"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_JobEntry_: {
            success: boolean;
            data: components["schemas"]["JobEntry"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_NewApiToken_: {
            success: boolean;
            data: components["schemas"]["NewApiToken"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_NewWebhook_: {
            success: boolean;
            data: components["schemas"]["NewWebhook"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Node_: {
            success: boolean;
            data: components["schemas"]["Node"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_OwnProfile_: {
            success: boolean;
            data: components["schemas"]["OwnProfile"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_OwnReview_: {
            success: boolean;
            data: components["schemas"]["OwnReview"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_PlayState_: {
            success: boolean;
            data: components["schemas"]["PlayState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_PlayedNode_: {
            success: boolean;
            data: components["schemas"]["PlayedNode"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_PlayedRoll_: {
            success: boolean;
            data: components["schemas"]["PlayedRoll"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_PlayedTurn_: {
            success: boolean;
            data: components["schemas"]["PlayedTurn"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_PreferencesAnswer_: {
            success: boolean;
            data: components["schemas"]["PreferencesAnswer"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Progress_: {
            success: boolean;
            data: components["schemas"]["Progress"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_PublicProfile_: {
            success: boolean;
            data: components["schemas"]["PublicProfile"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Publication_: {
            success: boolean;
            data: components["schemas"]["Publication"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_PushKey_: {
            success: boolean;
            data: components["schemas"]["PushKey"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_QueuedReport_: {
            success: boolean;
            data: components["schemas"]["QueuedReport"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_ReaderStats_: {
            success: boolean;
            data: components["schemas"]["ReaderStats"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Reported_: {
            success: boolean;
            data: components["schemas"]["Reported"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Restored_: {
            success: boolean;
            data: components["schemas"]["Restored"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Review_: {
            success: boolean;
            data: components["schemas"]["Review"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_SessionAnswer_: {
            success: boolean;
            data: components["schemas"]["SessionAnswer"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_SharedLink_: {
            success: boolean;
            data: components["schemas"]["SharedLink"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_StartedPlay_: {
            success: boolean;
            data: components["schemas"]["StartedPlay"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_StoryPerson_: {
            success: boolean;
            data: components["schemas"]["StoryPerson"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Story_: {
            success: boolean;
            data: components["schemas"]["Story"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_SubscriptionAnswer_: {
            success: boolean;
            data: components["schemas"]["SubscriptionAnswer"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Trail_: {
            success: boolean;
            data: components["schemas"]["Trail"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Unread_: {
            success: boolean;
            data: components["schemas"]["Unread"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        Envelope_Version_: {
            success: boolean;
            data: components["schemas"]["Version"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        "Envelope_dict_str__typing.Any__": {
            success: boolean;
            data: {
                [key: string]: unknown;
            };
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        "Envelope_list_emberline.accounts.schemas.ApiTokenEntry__": {
            success: boolean;
            data: components["schemas"]["ApiTokenEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        "Envelope_list_emberline.accounts.schemas.SessionEntry__": {
            success: boolean;
            data: components["schemas"]["SessionEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        "Envelope_list_emberline.notifications.schemas.WebhookAnswer__": {
            success: boolean;
            data: components["schemas"]["WebhookAnswer"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        "Envelope_list_emberline.stories.schemas.catalogue.CategoryCount__": {
            success: boolean;
            data: components["schemas"]["CategoryCount"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        "Envelope_list_emberline.stories.schemas.people.Present__": {
            success: boolean;
            data: components["schemas"]["Present"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description The answers under `/api` that no seed shaped otherwise. */
        "Envelope_list_emberline.stories.schemas.plays.HeldItem__": {
            success: boolean;
            data: components["schemas"]["HeldItem"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        EnvelopedPage_Diff_: {
            success: boolean;
            data: components["schemas"]["Diff"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        EnvelopedPage_ImportState_: {
            success: boolean;
            data: components["schemas"]["ImportState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        EnvelopedPage_Leaderboard_: {
            success: boolean;
            data: components["schemas"]["Leaderboard"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        EnvelopedPage_Queue_: {
            success: boolean;
            data: components["schemas"]["Queue"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        EnvelopedPage_ReaderAchievements_: {
            success: boolean;
            data: components["schemas"]["ReaderAchievements"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        EnvelopedPage_Storage_: {
            success: boolean;
            data: components["schemas"]["Storage"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.accounts.schemas.PersonCard__": {
            success: boolean;
            data: components["schemas"]["PersonCard"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.accounts.schemas.UserEntry__": {
            success: boolean;
            data: components["schemas"]["UserEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.moderation.schemas.QueuedReport__": {
            success: boolean;
            data: components["schemas"]["QueuedReport"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.notifications.schemas.DeliveryAnswer__": {
            success: boolean;
            data: components["schemas"]["DeliveryAnswer"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.sharing.schemas.FeedEntry__": {
            success: boolean;
            data: components["schemas"]["FeedEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.analytics.StorySummary__": {
            success: boolean;
            data: components["schemas"]["StorySummary"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.nodes.Node__": {
            success: boolean;
            data: components["schemas"]["Node"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.people.Activity__": {
            success: boolean;
            data: components["schemas"]["Activity"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.people.StoryPerson__": {
            success: boolean;
            data: components["schemas"]["StoryPerson"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.plays.Progress__": {
            success: boolean;
            data: components["schemas"]["Progress"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.readers.Artifact__": {
            success: boolean;
            data: components["schemas"]["Artifact"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.readers.FinishedStory__": {
            success: boolean;
            data: components["schemas"]["FinishedStory"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.stories.Story__": {
            success: boolean;
            data: components["schemas"]["Story"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.stories.Template__": {
            success: boolean;
            data: components["schemas"]["Template"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /** @description A page of a list in the envelope of `/api`, and where the next begins. */
        "EnvelopedPage_list_emberline.stories.schemas.versions.Version__": {
            success: boolean;
            data: components["schemas"]["Version"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * @description Everything about one person. Each part is made by the slice that keeps it.
         *
         *         A media address works for one to two hours; the files themselves are not in here.
         */
        Export: {
            /** Format: date-time */
            exported_at: string;
            account: {
                [key: string]: unknown;
            };
            preferences: {
                [key: string]: unknown;
            };
            sessions: {
                [key: string]: unknown;
            }[];
            api_tokens: {
                [key: string]: unknown;
            }[];
            people: {
                [key: string]: {
                    [key: string]: unknown;
                }[];
            };
            notifications: {
                [key: string]: unknown;
            }[];
            push_subscriptions: {
                [key: string]: unknown;
            }[];
            webhooks: {
                [key: string]: unknown;
            }[];
            avatar_url: string | null;
            clips: {
                [key: string]: unknown;
            }[];
            clip_highlights: {
                [key: string]: unknown;
            }[];
            clip_views: {
                [key: string]: unknown;
            }[];
            clip_seen_marks: {
                [key: string]: unknown;
            }[];
            clip_playbacks: {
                [key: string]: unknown;
            }[];
            clip_reactions: {
                [key: string]: unknown;
            }[];
            clip_replies: {
                [key: string]: unknown;
            }[];
            clip_comments: {
                [key: string]: unknown;
            }[];
            clip_sticker_answers: {
                [key: string]: unknown;
            }[];
            clip_links: {
                [key: string]: unknown;
            }[];
            stories: {
                [key: string]: unknown;
            }[];
            story_collaborations: {
                [key: string]: unknown;
            }[];
            story_activities: {
                [key: string]: unknown;
            }[];
            story_presences: {
                [key: string]: unknown;
            }[];
            story_imports: {
                [key: string]: unknown;
            }[];
            story_review_answers: {
                [key: string]: unknown;
            }[];
            story_suggestions: {
                [key: string]: unknown;
            }[];
            story_plays: {
                [key: string]: unknown;
            }[];
            story_reviews: {
                [key: string]: unknown;
            }[];
            story_links: {
                [key: string]: unknown;
            }[];
            story_generations: {
                [key: string]: unknown;
            }[];
            reading: {
                [key: string]: {
                    [key: string]: unknown;
                }[];
            };
            reports: {
                [key: string]: unknown;
            }[];
            media: {
                [key: string]: unknown;
            }[];
            uploads: {
                [key: string]: unknown;
            }[];
        };
        /** @description What a format cannot hold of a story; lines are null. */
        ExportReport: {
            /** @enum {string} */
            format: "json" | "csv" | "twee";
            findings: components["schemas"]["ImportFinding"][];
        };
        /**
         * @description What somebody did with a story.
         *
         *         kind: `published` its first version, `updated` it with another one, `finished` it for the first
         *         time, or `reviewed` it. version: of the first two. rating, review: of the last.
         */
        FeedEntry: {
            /** @enum {string} */
            kind: "published" | "updated" | "finished" | "reviewed";
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["PersonCard"];
            story: components["schemas"]["StoryCard"];
            version: number | null;
            rating: number | null;
            review: string | null;
        };
        /** @description A field that differs; null where there is none. */
        FieldChange: {
            field: string;
            before: unknown;
            after: unknown;
        };
        /**
         * @description Something that is wrong, or may be.
         *
         *         node, choice: the keys of where it is; neither, where it is about the story as a whole. line,
         *         column: the place within the text that the message names (the first ones are 1); a line only
         *         where it is a text for the reader.
         */
        Finding: {
            code: ("bad_value" | "dead_end" | "duplicate_key" | "duplicate_letter" | "format" | "item_never_given" | "missing_target" | "no_start" | "no_way_to_ending" | "several_starts" | "syntax" | "timer_without_way" | "too_large" | "type" | "undeclared") | ("empty_content" | "long_node" | "unreachable_node" | "unused_achievement" | "unused_item" | "unused_variable");
            node?: string | null;
            choice?: string | null;
            line?: number | null;
            column?: number | null;
            message: string;
        };
        /**
         * @description A story that a reader finished.
         *
         *         story: null where it is gone. endings: only one's own, for they would tell too much to others.
         *         endings_count: how many it has now, null without it. has_all_endings: whether the reader once
         *         knew all that there were.
         */
        FinishedStory: {
            story: components["schemas"]["TitledStory"] | null;
            /** Format: date-time */
            completed_at: string;
            endings_found: number;
            endings_count: number | null;
            has_all_endings: boolean;
            endings?: components["schemas"]["FoundEnding"][];
        };
        /** @description A draft as boxes and arrows. version: whose readers were counted; null for none. */
        Flow: {
            nodes: components["schemas"]["FlowNode"][];
            edges: components["schemas"]["FlowEdge"][];
            version: number | null;
        };
        /**
         * @description A way on. choice_id: null for a puzzle's. outcome: of dice or a puzzle, as `≥ 7`, or "".
         *
         *         times: how often it was gone, share: of what was chosen at its node, 0 to 1.
         */
        FlowEdge: {
            from_node_id: string;
            to_node_id: string;
            choice_id: string | null;
            label: string;
            outcome: string;
            condition: string;
            times: number | null;
            share: number | null;
        };
        /**
         * @description A node, or, `missing`, a key that something leads to and no node has.
         *
         *         visits: how often readers of the newest version came there; left: how many plays were left
         *         there. Both null unless analytics were asked for.
         */
        FlowNode: {
            node_id: string;
            key: string;
            node_title: string;
            /** @enum {string} */
            kind: "scene" | "ending" | "puzzle" | "missing";
            is_starting_node: boolean;
            position: components["schemas"]["Position"] | null;
            visits: number | null;
            left: number | null;
        };
        /** @description Where the caller stands with a person now. */
        FollowState: {
            user_id: string;
            /** @enum {string} */
            state: "following" | "none" | "requested";
        };
        /** @description A clip on the older face, with its author's name. */
        FollowedClip: {
            clip_id: string;
            user_id: string;
            file_url: string | null;
            caption: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @enum {string} */
            kind: "text" | "image" | "video";
            text: string | null;
            thumbnail_url: string | null;
            /** @enum {string} */
            visibility: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
            uploaded_by: string;
        };
        /** @description The clips of those the caller follows, on the older face; `count` is this page's. */
        FollowedClips: {
            clips: components["schemas"]["FollowedClip"][];
            count: number;
            meta: components["schemas"]["NextCursor"];
        };
        /** @description Whether a person follows the caller now. */
        FollowerState: {
            user_id: string;
            follows_you: boolean;
        };
        /** @description An ending that a reader found, and how many times they came to it. */
        FoundEnding: {
            name: string;
            tone: string;
            times: number;
            /** Format: date-time */
            found_at: string;
        };
        /** @description Who froze a version. */
        Freezer: {
            user_id: string;
            username: string;
        };
        /** @description A generation. result_url: the main file's, null until it succeeded. */
        Generation: {
            id: string;
            story_id: string;
            kind: string;
            /** @enum {string} */
            status: "pending" | "in_progress" | "succeeded" | "failed";
            /** @description 0 to 100; never goes back but by a retry. */
            progress: number;
            result_url: string | null;
            results: components["schemas"]["GenerationFile"][];
            error: components["schemas"]["GenerationFailure"] | null;
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
            /** @description From then on its files are gone. */
            expires_at: string | null;
        };
        /** @description Why there is no result, and what to do. */
        GenerationFailure: {
            code: string;
            message: string;
        };
        /** @description A file to fetch, with ranges; its address is yours alone and good for some hours. */
        GenerationFile: {
            name: string;
            media_type: string;
            bytes: number;
            url: string;
        };
        /** @description Something that happened on the way. scene: its number in reading order, from 1. */
        GenerationLogEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            attempt: number;
            /** @enum {string} */
            level: "info" | "warning" | "error";
            event: string;
            message: string;
            scene: number | null;
        };
        /** @description A page of a generation's log, the oldest first. */
        GenerationLogPage: {
            data: components["schemas"]["GenerationLogEntry"][];
            meta: components["schemas"]["PagedMeta"];
        };
        /** @description A page of your generations, the newest first. */
        GenerationPage: {
            data: components["schemas"]["Generation"][];
            meta: components["schemas"]["PagedMeta"];
        };
        /** @description One word: `ok` or `ready`. */
        Health: {
            /** @enum {string} */
            status: "ok" | "ready";
        };
        /** @description Something in the inventory. */
        HeldItem: {
            item: string;
            name: string;
            count: number;
        };
        /**
         * @description A highlight as one viewer sees it: with the clips that are meant for them.
         *
         *         position: its place among its owner's, from 0; null for others. cover_clip_id: null when none
         *         was chosen, or the chosen one is not for the viewer; the cover is the first clip then.
         */
        Highlight: {
            id: string;
            title: string;
            cover_url: string | null;
            clips: components["schemas"]["Clip"][];
            user_id: string;
            position: number | null;
            cover_clip_id: string | null;
        };
        /** @description Why an import came to nothing. */
        ImportFailure: {
            /** @enum {string} */
            code: "cancelled" | "given_up" | "nothing_imported";
            message: string;
        };
        /**
         * @description Something in a file that could not be carried over, or is not as it should be.
         *
         *         severity: `wrong` is to be mended by hand, `lost` stayed behind, `mended` was made good on the
         *         way; why a story was rejected is always `wrong`.
         */
        ImportFinding: {
            /** @description Of the file, from 1; null: of all of it. */
            line: number | null;
            code: string;
            message: string;
            /** @enum {string} */
            severity: "wrong" | "lost" | "mended";
        };
        /** @description What came of one story, or of a file of which none could be made. */
        ImportOutcome: {
            /** @description The name of its file. */
            file: string;
            title: string;
            /** @enum {string} */
            status: "imported" | "rejected";
            report: components["schemas"]["ImportReport"];
            /** @description Of the draft; left out where it was rejected, null once it is deleted. */
            story_id?: string | null;
        };
        /** @description The share of passages that links lead to, from 0 to 1: in the file, and in the story. */
        ImportReachable: {
            before: number;
            after: number;
        };
        /** @description What was found in a story; of a rejected one the reasons come first. */
        ImportReport: {
            findings: components["schemas"]["ImportFinding"][];
            reachable?: components["schemas"]["ImportReachable"];
        };
        /** @description An import that goes on by itself. */
        ImportStarted: {
            import_id: string;
        };
        /** @description How far an import is, and what came of its stories so far. */
        ImportState: {
            import_id: string;
            /** @enum {string} */
            status: "pending" | "in_progress" | "succeeded" | "failed";
            /** @description 0 to 100. */
            progress: number;
            /** @description Stories that came in. */
            imported: number;
            /** @description Stories and files that were left out. */
            rejected: number;
            /** @description In the order of the files; pages by `cursor`. */
            stories: components["schemas"]["ImportOutcome"][];
            error: components["schemas"]["ImportFailure"] | null;
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
        };
        /** @description What came of each story of a file. */
        ImportedNow: {
            stories: components["schemas"]["ImportOutcome"][];
        };
        /** @description A page of what one was told, in the envelope of `/api`. */
        Inbox: {
            success: boolean;
            data: components["schemas"]["NotificationAnswer"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["InboxMeta"];
        };
        /** @description Where the inbox's next page begins, and how many are unread: 1,000 means that or more. */
        InboxMeta: {
            next_cursor: string | null;
            total?: number;
            unread_count: number;
        };
        /**
         * @description How a clip did.
         *
         *         reach: how many people have seen it. completion: the share of them, 0 to 1, who saw it to its
         *         end. link_views: reads through guest links; link_opens: of its link stickers; story_plays: of
         *         the story that it invites to.
         */
        Insights: {
            reach: number;
            completion: number;
            exits: number;
            taps: components["schemas"]["Taps"];
            views_over_time: components["schemas"]["ViewsInHour"][];
            reactions: {
                [key: string]: number;
            };
            replies: number;
            audience: components["schemas"]["Viewership"];
            link_views: number;
            link_opens: number;
            story_plays: number;
        };
        /**
         * @description How the instance is used, in numbers that name nobody.
         *
         *         Active is who used a session within the last 24 hours or 7 days. Clips and views are counted
         *         as long as they are kept: what its author deleted, or the archive gave up, counts no more.
         */
        InstanceInsights: {
            users: number;
            suspended: number;
            active_day: number;
            active_week: number;
            clips: number;
            clips_active: number;
            clips_by_kind: {
                [key: string]: number;
            };
            clips_by_visibility: {
                [key: string]: number;
            };
            clips_by_day: components["schemas"]["Day"][];
            views_by_day: components["schemas"]["Day"][];
            new_users_by_day: components["schemas"]["Day"][];
        };
        /** @description A job, without what it was told: that may be somebody's secret. */
        JobEntry: {
            job_id: string;
            kind: string;
            subject: string;
            user_id: string | null;
            /** @enum {string} */
            status: "pending" | "running" | "succeeded" | "failed" | "cancelled";
            attempt: number;
            failures: number;
            progress: number;
            /** Format: date-time */
            due_at: string;
            period_seconds: number | null;
            error: string | null;
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
        };
        /** @description How many jobs of a kind are in a state; since when the oldest of them has been due. */
        JobFigures: {
            kind: string;
            /** @enum {string} */
            status: "pending" | "running" | "succeeded" | "failed" | "cancelled";
            count: number;
            /** Format: date-time */
            oldest_due_at: string;
        };
        /** @description What media of one kind and state take up. */
        KindStorage: {
            /** @enum {string} */
            kind: "image" | "video" | "audio";
            /** @enum {string} */
            status: "processing" | "ready" | "failed";
            count: number;
            bytes: number;
        };
        /**
         * @description A page of a leaderboard.
         *
         *         own, neighbours: for callers who stand on leaderboards: their own rank, and who stands next to
         *         it, two above and two below.
         */
        Leaderboard: {
            /** @enum {string} */
            metric: "xp" | "completed" | "endings" | "streak";
            /** @enum {string} */
            period: "day" | "week" | "month" | "all";
            entries: components["schemas"]["Ranked"][];
            own: components["schemas"]["OwnRank"] | null;
            neighbours: components["schemas"]["Ranked"][];
        };
        /** @description A guest link as the clip's author sees it; never its passcode. */
        Link: {
            link_id: string;
            /** Format: date-time */
            expires_at: string;
            max_views: number | null;
            views: number;
            has_passcode: boolean;
            /** Format: date-time */
            created_at: string;
            revoked_at: string | null;
            url: string;
        };
        /** @description The interactive story that a clip invites to; `author` is a username. */
        LinkedStory: {
            story_id: string;
            title: string;
            author: string;
            cover_url: string | null;
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_Clip_: {
            data: components["schemas"]["Clip"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_Comment_: {
            data: components["schemas"]["Comment"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_Highlight_: {
            data: components["schemas"]["Highlight"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_Link_: {
            data: components["schemas"]["Link"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_QuestionAnswer_: {
            data: components["schemas"]["QuestionAnswer"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_Reacted_: {
            data: components["schemas"]["Reacted"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_Reply_: {
            data: components["schemas"]["Reply"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_TrayEntry_: {
            data: components["schemas"]["TrayEntry"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_View_: {
            data: components["schemas"]["View"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description A bare list: its page and where the next begins. */
        Listing_Viewer_: {
            data: components["schemas"]["Viewer"][];
            meta: components["schemas"]["Meta"];
        };
        /** @description An achievement of this house that is still to be had: `progress` of `target`. */
        LockedAchievement: {
            key: string;
            name: string;
            description: string;
            progress: number;
            target: number;
            xp: number;
        };
        /**
         * @description What was done about a report and by whom; by nobody when an account was erased.
         *
         *         note: why, for moderators. reason: of a suspension, what the suspended are told of why.
         */
        LogEntry: {
            by: string | null;
            by_username: string | null;
            /** @enum {string} */
            action: "hold" | "dismiss" | "remove" | "suspend" | "erased";
            note: string | null;
            reason: string | null;
            /** Format: date-time */
            at: string;
        };
        /** @description A choice on the way; choice_id: None where a puzzle was answered. */
        MadeChoice: {
            node_id: string;
            choice_id: string | null;
        };
        /** @description How far the caller has seen an author's clips, on whatever device they got farthest. */
        Mark: {
            user_id: string;
            up_to: string;
        };
        /** @description Whether one person may see the clip at this moment, and why: a stable word. */
        MaySee: {
            may_see: boolean;
            /** @enum {string} */
            why: "author" | "public" | "follower" | "close_friend" | "in_audience" | "held" | "origin_not_visible" | "draft" | "scheduled" | "expired" | "blocked" | "hidden" | "suspended" | "processing" | "failed" | "burnt" | "not_follower" | "not_close_friend" | "not_in_audience" | "private";
        };
        /**
         * @description A stored file of the caller's; `media_url` is its owner's preview, and what a clip takes.
         *
         *         While a video is made playable (`status` "processing") it has no address, but a `progress` from
         *         0 to 100. One that could not be ("failed") says why in `failure_reason`.
         */
        Media: {
            media_id: string;
            media_url: string | null;
            /** @enum {string} */
            kind: "image" | "video" | "audio";
            /** @enum {string} */
            status: "processing" | "ready" | "failed";
            progress: number | null;
            failure_reason: string | null;
            width: number | null;
            height: number | null;
            duration_seconds: number | null;
            bytes: number;
        };
        /** @description What a list says of itself: the cursor of the next page, null at the end. */
        Meta: {
            next_cursor: string | null;
            total?: number;
        };
        /**
         * @description How large a story is, and how sound.
         *
         *         endings, dead_ends: nodes. words: of contents, prompts and choices, their marks included.
         *         unreachable_nodes: all of them where there is no start. errors, warnings: how many there are,
         *         told or not.
         */
        Metrics: {
            nodes: number;
            choices: number;
            endings: number;
            words: number;
            unreachable_nodes: number;
            dead_ends: number;
            errors: number;
            warnings: number;
        };
        /** @description A personal API token with the token itself, which is shown this once. */
        NewApiToken: {
            id: string;
            name: string;
            scopes: ("read" | "write")[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            token: string;
        };
        /** @description A webhook that was just made, with its secret, this once. */
        NewWebhook: {
            id: string;
            url: string;
            events: ("achievement.unlocked" | "follow.created" | "generation.finished" | "generation.progress" | "import.progress" | "notification.created" | "story.collaboration" | "story.commented" | "story.created" | "story.processed" | "story.reacted" | "story.replied" | "story.viewed")[];
            /** Format: date-time */
            created_at: string;
            failing_since: string | null;
            disabled_at: string | null;
            secret: string;
        };
        /** @description Where the next page of an older-face list begins; null at the end. */
        NextCursor: {
            next_cursor: string | null;
        };
        /** @description A node of a draft. revision: of the node itself; its choices have their own. */
        Node: {
            node_id: string;
            key: string;
            story_id: string;
            node_title: string;
            content: string;
            /** @enum {string} */
            node_type: "story" | "choice" | "ending" | "puzzle";
            is_starting_node: boolean;
            is_ending_node: boolean;
            on_enter: string[];
            media: components["schemas"]["NodeMedia"][];
            tags: string[];
            position: components["schemas"]["NodePosition"] | null;
            note: string;
            puzzle: components["schemas"]["NodePuzzle"] | null;
            ending: components["schemas"]["NodeEnding"] | null;
            choices: components["schemas"]["Choice"][];
            revision: number;
        };
        /**
         * @description A node that came, went, or differs in `fields` or in its choices.
         *
         *         node_title: as it is now, or was at last. words_added, words_removed: however they moved about.
         */
        NodeChange: {
            node_id: string;
            key: string;
            node_title: string;
            /** @enum {string} */
            change: "added" | "changed" | "removed";
            fields: components["schemas"]["FieldChange"][];
            choices: components["schemas"]["ChoiceChange"][];
            words_added: number;
            words_removed: number;
        };
        /** @description How the story ends at the node. */
        NodeEnding: {
            name: string;
            tone: string;
        };
        /** @description How often readers came to a node, and how many plays stand there unfinished for a day. */
        NodeFigures: {
            node_id: string;
            node_title: string;
            visits: number;
            left: number;
            left_share: number;
        };
        /** @description A picture or sound of a node. url: where its people see it; null where it is no file here. */
        NodeMedia: {
            /** @enum {string} */
            kind: "image" | "audio";
            source: string;
            alt_text: string;
            url: string | null;
        };
        /** @description Where the node lies on the author's map, in pixels. */
        NodePosition: {
            x: number;
            y: number;
        };
        /** @description A puzzle as the document has it, its answers too, nothing left out. */
        NodePuzzle: {
            /** @enum {string} */
            kind: "match" | "number" | "order" | "text";
            prompt: string;
            answers: unknown[] | {
                [key: string]: string;
            };
            case_sensitive: boolean;
            hints: string[];
            attempts: number | null;
            success: string;
            failure: string | null;
        };
        /** @description One thing that happened. Without an actor the house tells it. */
        NotificationAnswer: {
            id: string;
            /** @enum {string} */
            type: "clip.created" | "clip.reacted" | "clip.replied" | "clip.commented" | "clip.mentioned" | "clip.reposted" | "follow.created" | "follow.requested" | "follow.accepted" | "story.invited" | "moderation.held" | "moderation.released" | "moderation.removed" | "moderation.resolved" | "achievement.unlocked" | "review.created" | "review.answered" | "webhook.disabled";
            actor: components["schemas"]["PersonCard"] | null;
            clip_id?: string;
            story_id?: string;
            /** Format: date-time */
            created_at: string;
            read_at: string | null;
        };
        /** @description Dice that a choice will roll. */
        OfferedRoll: {
            dice: string;
            target: number | null;
        };
        /** @description The clip that a repost shows. */
        Origin: {
            id: string;
            story_id: string;
            user_id: string;
            username: string;
            caption: string | null;
        };
        /** @description All of one's own profile; `follow_requests_count` are those waiting for an answer. */
        OwnProfile: {
            user_id: string;
            username: string;
            email: string;
            display_name: string;
            bio: string;
            time_zone: string;
            language: string;
            is_locked: boolean;
            /** @enum {string} */
            role: "user" | "moderator" | "admin";
            avatar_url: string | null;
            followers_count: number;
            following_count: number;
            follow_requests_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_active: string;
        };
        /** @description Where the caller stands. rank: null while nothing was reached in this stretch of time. */
        OwnRank: {
            rank: number | null;
            value: number;
        };
        /** @description The caller's review. first_rating: it is their first of this story, in place of none. */
        OwnReview: {
            review_id: string;
            story_id: string;
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            rating: number;
            review: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            answer: components["schemas"]["AuthorsAnswer"] | null;
            first_rating: boolean;
        };
        /** @description A page by its number, in the envelope of `/api`. */
        "PagedEnvelope_list_emberline.stories.schemas.catalogue.Recommendation__": {
            success: boolean;
            data: components["schemas"]["Recommendation"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["PagedMeta"];
        };
        /** @description A page by its number, in the envelope of `/api`. */
        "PagedEnvelope_list_emberline.stories.schemas.reviews.Review__": {
            success: boolean;
            data: components["schemas"]["Review"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["PagedMeta"];
        };
        /** @description A page by its number, in the envelope of `/api`. */
        "PagedEnvelope_list_emberline.stories.schemas.stories.Story__": {
            success: boolean;
            data: components["schemas"]["Story"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["PagedMeta"];
        };
        /** @description Which page of a list this is, and how many entries the list has. */
        PagedMeta: {
            page: number;
            pageSize: number;
            total: number;
        };
        /** @description A person as everyone may see them. */
        PersonCard: {
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
        };
        /** @description What the reader carries. stats: the variables that show the character, by their labels. */
        PlayState: {
            variables: {
                [key: string]: boolean | number | string;
            };
            inventory: components["schemas"]["HeldItem"][];
            stats: {
                [key: string]: boolean | number | string;
            };
            turn: number;
        };
        /**
         * @description A choice as the reader has it.
         *
         *         timer_seconds: what is left of its time, None without a timer; timer_total_seconds: all of it.
         */
        PlayedChoice: {
            choice_id: string;
            choice_text: string;
            choice_letter: string;
            available: boolean;
            locked_text: string | null;
            timer_seconds: number | null;
            timer_total_seconds: number | null;
            roll: components["schemas"]["OfferedRoll"] | null;
        };
        /** @description The ending that a play came to. */
        PlayedEnding: {
            node_id: string;
            name: string;
            tone: string;
        };
        /** @description A picture or sound of a node. width, height: of a picture, in pixels, where known. */
        PlayedMedia: {
            /** @enum {string} */
            kind: "image" | "audio";
            url: string;
            alt_text: string;
            width: number | null;
            height: number | null;
        };
        /** @description A node as the reader sees it. content: Markdown; content_html: the same as safe HTML. */
        PlayedNode: {
            node_id: string;
            node_title: string;
            content: string;
            content_html: string;
            /** @enum {string} */
            node_type: "story" | "choice" | "ending" | "puzzle";
            is_ending: boolean;
            choices: components["schemas"]["PlayedChoice"][];
            puzzle: components["schemas"]["PlayedPuzzle"] | null;
            media: components["schemas"]["PlayedMedia"][];
        };
        /** @description The question of a node, without its answers. attempts_left: None is no limit. */
        PlayedPuzzle: {
            /** @enum {string} */
            kind: "text" | "number" | "order" | "match";
            prompt: string;
            options: string[];
            lefts: string[];
            hints: string[];
            attempts_left: number | null;
        };
        /** @description Someone whom the reader may be: a protagonist of the story. */
        PlayedRole: {
            key: string;
            name: string;
            description: string;
        };
        /** @description Dice as they fell; success: whether `total`, with every bonus, reached `target`. */
        PlayedRoll: {
            dice: string;
            rolls: number[];
            total: number;
            target: number | null;
            success: boolean | null;
        };
        /**
         * @description What a move led to.
         *
         *         correct: of an answer. newer_version: a version that came out since; `POST
         *         /api/progress/{progress_id}/migrate` moves the play there.
         */
        PlayedTurn: {
            next_node: components["schemas"]["PlayedNode"];
            consequences: string;
            is_ending: boolean;
            ending: components["schemas"]["PlayedEnding"] | null;
            state: components["schemas"]["PlayState"];
            changes: components["schemas"]["Changes"];
            roll: components["schemas"]["PlayedRoll"] | null;
            unlocked: components["schemas"]["Unlocked"][];
            correct: boolean | null;
            progress_id: string;
            version: number | null;
            newer_version: number | null;
        };
        /** @description How often each option was chosen, in their order; which one by the caller, if any. */
        PollResult: {
            counts: number[];
            total: number;
            mine: number | null;
        };
        /** @description Where the node lies on the author's map, in pixels. */
        Position: {
            x?: number;
            y?: number;
        };
        /**
         * @description How many clips may be posted an hour, and how many of them are.
         *
         *         resets_at: from when there is one more; now when none is used. limit and remaining are null
         *         where the operator switched limits off.
         */
        PostingLimit: {
            limit: number | null;
            used: number;
            remaining: number | null;
            /** Format: date-time */
            resets_at: string;
        };
        /** @description What a user chose, the defaults where they chose nothing. */
        PreferencesAnswer: {
            archive_days: number;
            view_receipts: boolean;
            /** @enum {string} */
            timers: "on" | "off" | "2" | "10";
            notifications: {
                [key: string]: boolean;
            };
            show_on_leaderboard: boolean;
            favorite_category: string | null;
        };
        /**
         * @description Someone who has the story open. node_id: null at none of its nodes.
         *
         *         holds_lock: whether they came to the node first. Nobody else is kept from writing there; it
         *         tells the others to wait, or to talk.
         */
        Present: {
            user: components["schemas"]["PersonCard"];
            node_id: string | null;
            /** Format: date-time */
            since: string;
            holds_lock: boolean;
        };
        /** @description A play as a saved game. */
        Progress: {
            progress_id: string;
            user_id: string;
            story_id: string;
            version: number | null;
            slot: string;
            current_node_id: string;
            choices_made: components["schemas"]["MadeChoice"][];
            state: components["schemas"]["PlayState"];
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            last_updated: string;
            is_completed: boolean;
            ending: components["schemas"]["PlayedEnding"] | null;
        };
        /**
         * @description What one person may know of another, and what the two are to each other.
         *
         *         `clips_count` counts the active clips that the caller may see.
         */
        PublicProfile: {
            user_id: string;
            username: string;
            display_name: string;
            bio: string;
            avatar_url: string | null;
            /** Format: date-time */
            created_at: string;
            is_locked: boolean;
            followers_count: number;
            following_count: number;
            clips_count: number;
            is_following: boolean;
            follow_requested: boolean;
            follows_you: boolean;
            is_muted: boolean;
            is_hidden: boolean;
        };
        /**
         * @description What publishing led to, or would.
         *
         *         version: the newest number, 0 before the first. is_new: whether it was frozen now; a draft that
         *         is as its newest version makes no new one. dry_run, report: null where a story is taken back.
         */
        Publication: {
            story_id: string;
            version: number;
            is_new: boolean;
            is_published: boolean;
            dry_run: components["schemas"]["DryRun"] | null;
            report: components["schemas"]["Warnings"] | null;
        };
        /** @description The server's VAPID key, as `applicationServerKey` of `pushManager.subscribe`. */
        PushKey: {
            public_key: string;
        };
        /** @description Someone's answer to a question. */
        QuestionAnswer: {
            id: string;
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            text: string;
            /** Format: date-time */
            answered_at: string;
        };
        /** @description The jobs by kind and state, and a page of them, the newest first. */
        Queue: {
            figures: components["schemas"]["JobFigures"][];
            jobs: components["schemas"]["JobEntry"][];
        };
        /**
         * @description A report in the moderators' queue.
         *
         *         snapshot: the thing as it was when it was reported; empty once its author's account was erased.
         *         `media_url` and `thumbnail_url` in it are evidence, for the moderator who asked. reporter_id:
         *         null once theirs was.
         */
        QueuedReport: {
            report_id: string;
            /** @enum {string} */
            kind: "clip" | "story" | "review" | "comment" | "user";
            id: string;
            /** @enum {string} */
            reason: "spam" | "nudity" | "violence" | "harassment" | "other";
            note: string | null;
            snapshot: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "open" | "held" | "resolved";
            log: components["schemas"]["LogEntry"][];
            reporter_id: string | null;
            reporter_username: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /** @description Somebody on a leaderboard. Those who reached the same share a rank, and the next is lower. */
        Ranked: {
            rank: number;
            value: number;
            user: components["schemas"]["PersonCard"];
        };
        /** @description Someone's reaction to a clip. */
        Reacted: {
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            emoji: string;
            /** Format: date-time */
            reacted_at: string;
        };
        /** @description The caller's reaction. first_reaction: there was none before. */
        Reaction: {
            story_id: string;
            user_id: string;
            emoji: string;
            /** Format: date-time */
            reacted_at: string;
            first_reaction: boolean;
        };
        /** @description What a reader unlocked, newest first. locked: what is left and no secret; only one's own. */
        ReaderAchievements: {
            unlocked: components["schemas"]["UnlockedAchievement"][];
            locked?: components["schemas"]["LockedAchievement"][];
        };
        /**
         * @description What a reader did.
         *
         *         next_level_xp: the XP from which the next level begins. streak_days: days in a row up to today
         *         or yesterday, where the reader lives. total_choices_made, total_play_time (minutes, without
         *         pauses over five), show_on_leaderboard: only in one's own.
         */
        ReaderStats: {
            user_id: string;
            stories_completed: number;
            endings_found: number;
            favorite_category: string | null;
            xp: number;
            level: number;
            next_level_xp: number;
            streak_days: number;
            best_streak: number;
            total_choices_made?: number;
            total_play_time?: number;
            show_on_leaderboard?: boolean;
        };
        /**
         * @description A story for the reader, and why: what they finished, their category, or that many play it.
         *
         *         because_story_id, because_title: the finished story that led to it, null for the other reasons.
         */
        Recommendation: {
            story_id: string;
            title: string;
            description: string;
            author: string;
            author_id: string;
            /** @enum {string} */
            difficulty_level: "easy" | "medium" | "hard";
            category: string;
            tags: string[];
            language: string;
            content_notes: string[];
            is_published: boolean;
            listed: boolean;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            rating: number | null;
            ratings_count: number;
            plays_count: number;
            nodes_count: number;
            endings_count: number;
            estimated_minutes: number;
            cover_url: string | null;
            revision: number | null;
            because: string;
            because_story_id: string | null;
            because_title: string | null;
        };
        /** @description A private reply to a clip; the user is its writer. */
        Reply: {
            id: string;
            story_id: string;
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            text: string;
            /** Format: date-time */
            created_at: string;
        };
        /** @description A report as its reporter made it. What comes of it is between moderators. */
        Reported: {
            report_id: string;
            /** @enum {string} */
            kind: "clip" | "story" | "review" | "comment" | "user";
            id: string;
            /** @enum {string} */
            reason: "spam" | "nudity" | "violence" | "harassment" | "other";
            note: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /** @description A generation that was asked for. */
        RequestedGeneration: {
            id: string;
            /** @enum {string} */
            status: "pending" | "in_progress" | "succeeded" | "failed";
            /** @description 0 to 100. */
            progress: number;
        };
        /** @description A draft that is now as a version was; revision: of the draft. */
        Restored: {
            story_id: string;
            version: number;
            revision: number;
        };
        /**
         * @description What a reader says of a story; the user is the reader.
         *
         *         review: null where only a rating was given. updated_at: when it was last changed.
         */
        Review: {
            review_id: string;
            story_id: string;
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            rating: number;
            review: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            answer: components["schemas"]["AuthorsAnswer"] | null;
        };
        /** @description A session: the access token for the next `expires_in` seconds, and how to get the next. */
        SessionAnswer: {
            token: string;
            access_token: string;
            /** @description Left out where the request asked for a cookie. */
            refresh_token?: string;
            /** @enum {string} */
            token_type: "Bearer";
            expires_in: number;
            user: components["schemas"]["Account"];
        };
        /** @description A place where one is signed in; `current` is the one that asks. */
        SessionEntry: {
            id: string;
            device: string;
            address: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string;
            current: boolean;
        };
        /** @description Where whoever is sent the link finds the story; for each person who shares it another. */
        SharedLink: {
            url: string;
        };
        /** @description What a link tells of the story behind it. read_url: where it is read, naming the link. */
        SharedStory: {
            story_id: string;
            title: string;
            description: string;
            author: string;
            cover_url: string | null;
            read_url: string;
        };
        /**
         * @description A sticker as it is shown; what else it has is its type's.
         *
         *         question, options: a poll's; mine: the option that the viewer chose, if any. prompt: a
         *         question's. user_id, username: a mention's. url: a link's. story_id, title: an interactive
         *         story's.
         */
        ShownSticker: {
            id: string;
            mine?: number;
            options?: string[];
            prompt?: string;
            question?: string;
            story_id?: string;
            title?: string;
            /** @enum {string} */
            type: "link" | "mention" | "poll" | "question" | "story";
            url?: string;
            user_id?: string;
            username?: string;
            x: number;
            y: number;
        };
        /**
         * @description Where a play stands. play_token: for guests, to send as `X-Play-Token` from now on.
         *
         *         protagonist: who the reader is; null where nobody chooses. protagonists: who there is to choose
         *         from while the play has not moved; empty where there is no choice. lapsed: what time decided
         *         since the play was last seen.
         */
        StartedPlay: {
            node: components["schemas"]["PlayedNode"];
            progress_id: string;
            version: number | null;
            state: components["schemas"]["PlayState"];
            is_ending: boolean;
            ending: components["schemas"]["PlayedEnding"] | null;
            newer_version: number | null;
            notes: string[];
            play_token: string | null;
            protagonist: string | null;
            protagonists: components["schemas"]["PlayedRole"][];
            lapsed: components["schemas"]["PlayedTurn"] | null;
        };
        /** @description The caller's vote (`option`) or answer (`text`). */
        StickerAnswer: {
            id: string;
            story_id: string;
            sticker_id: string;
            option: number | null;
            text: string | null;
            /** Format: date-time */
            answered_at: string;
        };
        /**
         * @description What is stored, and how much room is left.
         *
         *         The disk is the data folder's; with an external database or media store those lie elsewhere.
         */
        Storage: {
            media_bytes: number;
            media: components["schemas"]["KindStorage"][];
            waiting_deletions: number;
            database_bytes: number;
            disk_free_bytes: number;
            disk_bytes: number;
            users: components["schemas"]["UserStorage"][];
        };
        /**
         * @description A story: as its newest version has it, or, for its people, as it is being written.
         *
         *         version: the number of the newest published version, 0 before the first. rating: the mean of
         *         ratings from 1 to 5, null without one. revision: of the draft's own row, for its people; null
         *         for readers. description: plain text.
         */
        Story: {
            story_id: string;
            title: string;
            description: string;
            author: string;
            author_id: string;
            /** @enum {string} */
            difficulty_level: "easy" | "medium" | "hard";
            category: string;
            tags: string[];
            language: string;
            content_notes: string[];
            is_published: boolean;
            listed: boolean;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            rating: number | null;
            ratings_count: number;
            plays_count: number;
            nodes_count: number;
            endings_count: number;
            estimated_minutes: number;
            cover_url: string | null;
            revision: number | null;
        };
        /** @description A story where another thing leads to it. */
        StoryCard: {
            story_id: string;
            title: string;
            author: string;
            author_id: string;
            cover_url: string | null;
            description: string;
        };
        /**
         * @description One of the people of a story.
         *
         *         is_owner: whose story it is; an `owner` besides may do the same, and be removed.
         */
        StoryPerson: {
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            /** @enum {string} */
            role: "viewer" | "editor" | "owner";
            is_owner: boolean;
            /** Format: date-time */
            added_at: string;
        };
        /**
         * @description How one story did in all its versions. rating: the mean; null without one.
         *
         *         author: its owner. endings_count, published_at: of the newest version; null before the first.
         */
        StorySummary: {
            story_id: string;
            title: string;
            author: string;
            author_id: string;
            cover_url: string | null;
            endings_count: number | null;
            is_published: boolean;
            version: number;
            plays: number;
            plays_this_week: number;
            completions: number;
            completion_rate: number;
            rating: number | null;
            ratings_count: number;
            /** Format: date-time */
            updated_at: string;
            published_at: string | null;
        };
        /** @description Plays that would have to stay on their version: where they stand, and why. */
        StuckPlays: {
            node_id: string;
            node_title: string;
            plays: number;
            /** @enum {string} */
            reason: "node_gone" | "became_ending" | "no_way_on";
            message: string;
        };
        /** @description A browser that takes pushes. */
        SubscriptionAnswer: {
            id: string;
            endpoint: string;
            /** Format: date-time */
            created_at: string;
        };
        /** @description How often viewers went on or back. */
        Taps: {
            forward: number;
            back: number;
        };
        /** @description What a new story may begin as, to be named in `POST /api/stories`. */
        Template: {
            name: string;
            title: string;
            description: string;
            /** @enum {string} */
            difficulty_level: "easy" | "medium" | "hard";
            category: string;
            nodes_count: number;
            endings_count: number;
        };
        /** @description A ticket to one connection. */
        TicketAnswer: {
            /** @description Send it as `?ticket=`; it opens once. */
            ticket: string;
            /** @description Seconds until it opens nothing. */
            expires_in: number;
        };
        /** @description A story that is there to be read. */
        TitledStory: {
            story_id: string;
            title: string;
        };
        /** @description The way to where a play stands; the first `fixed` moves cannot be taken back any more. */
        Trail: {
            moves: components["schemas"]["WalkedMove"][];
            fixed: number;
        };
        /**
         * @description An author's active clips that the caller may see.
         *
         *         latest_at: when the newest of them was published. ends_at: when the first of them fades.
         *         first_unseen_id: where to begin to play; null when all are seen, as one's own are.
         */
        TrayEntry: {
            user: components["schemas"]["PersonCard"];
            clips_count: number;
            unseen_count: number;
            /** Format: date-time */
            latest_at: string;
            /** Format: date-time */
            ends_at: string;
            first_unseen_id: string | null;
        };
        /** @description An achievement of the story that a move unlocked. */
        Unlocked: {
            key: string;
            name: string;
            description: string;
        };
        /**
         * @description An achievement that a reader has.
         *
         *         story: of a story's, null where it is gone or not for the caller to read.
         */
        UnlockedAchievement: {
            key: string;
            name: string;
            description: string;
            /** @enum {string} */
            scope: "house" | "story";
            story: components["schemas"]["TitledStory"] | null;
            /** Format: date-time */
            unlocked_at: string;
        };
        /** @description What is left unread: 1,000 means that or more. */
        Unread: {
            unread_count: number;
        };
        /** @description A resumable upload that was begun: where its bytes go, and until when. */
        Upload: {
            upload_id: string;
            location: string;
            length: number;
            /** Format: date-time */
            expires_at: string;
        };
        /** @description The older face's answer to an upload. */
        Uploaded: {
            message: string;
            clip: components["schemas"]["UploadedClip"];
        };
        /** @description A clip on the older face; a text has no file. */
        UploadedClip: {
            clip_id: string;
            user_id: string;
            file_url: string | null;
            caption: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @enum {string} */
            kind: "text" | "image" | "video";
            text: string | null;
            thumbnail_url: string | null;
            /** @enum {string} */
            visibility: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
        };
        /**
         * @description A user as administrators see them.
         *
         *         suspension_reason: what the suspended are told of why; null unless somebody said.
         */
        UserEntry: {
            user_id: string;
            username: string;
            email: string;
            display_name: string;
            /** @enum {string} */
            role: "user" | "moderator" | "admin";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_active: string;
            suspended_at: string | null;
            suspension_reason: string | null;
        };
        /** @description What one person's media take up. */
        UserStorage: {
            user_id: string;
            username: string;
            count: number;
            bytes: number;
        };
        /**
         * @description A published version, which never changes; published_by: null when they are gone.
         *
         *         document: the story as it was, in the interchange form; only where it was asked for.
         */
        Version: {
            version: number;
            nodes_count: number;
            endings_count: number;
            words: number;
            /** Format: date-time */
            published_at: string;
            published_by: components["schemas"]["Freezer"] | null;
            document?: unknown;
        };
        /** @description A view as it was recorded the first time. */
        View: {
            story_id: string;
            viewer_id: string;
            /** Format: date-time */
            viewed_at: string;
            first_view: boolean;
        };
        /** @description Someone who has seen a clip; `emoji` is their reaction, null without one. */
        Viewer: {
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            /** Format: date-time */
            viewed_at: string;
            emoji: string | null;
        };
        /** @description Who has seen the clip, by what they are to its author now; each counts once. */
        Viewership: {
            close_friends: number;
            followers: number;
            others: number;
        };
        /** @description How many saw the clip for the first time in the hour that begins `at`. */
        ViewsInHour: {
            /** Format: date-time */
            at: string;
            views: number;
        };
        /** @description A voice that narrates. */
        Voice: {
            id: string;
            name: string;
            /** @description As BCP 47 has it. */
            language: string;
            /** @enum {string} */
            engine: "espeak" | "piper";
            gender: string | null;
        };
        /** @description How many voices there are. */
        VoiceTotal: {
            total: number;
        };
        /** @description All voices of this server. */
        Voices: {
            data: components["schemas"]["Voice"][];
            meta: components["schemas"]["VoiceTotal"];
        };
        /**
         * @description A move on the way: where it was made, and what was chosen; null: a puzzle was answered.
         *
         *         outcome: of dice and answers, or `lapsed` where time decided.
         */
        WalkedMove: {
            node_id: string;
            node_title: string;
            choice_id: string | null;
            choice_text: string | null;
            outcome: ("success" | "failure" | "lapsed") | null;
        };
        /** @description What the author of a sound story may want to know. */
        Warnings: {
            warnings: components["schemas"]["Finding"][];
        };
        /** @description A webhook. `failing_since`: nothing was taken since; `disabled_at`: it was switched off. */
        WebhookAnswer: {
            id: string;
            url: string;
            events: ("achievement.unlocked" | "follow.created" | "generation.finished" | "generation.progress" | "import.progress" | "notification.created" | "story.collaboration" | "story.commented" | "story.created" | "story.processed" | "story.reacted" | "story.replied" | "story.viewed")[];
            /** Format: date-time */
            created_at: string;
            failing_since: string | null;
            disabled_at: string | null;
        };
        /** @description RFC 9457. `error` repeats `title` and `message` repeats `detail`, which says what to do. */
        Problem: {
            type: string;
            title: string;
            detail: string;
            error: string;
            message: string;
            request_id: string;
            status: number;
            details?: {
                field: string;
                message: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_feed_stories_get: {
        parameters: {
            query?: {
                /** @description `following`: only of those you follow. */
                scope?: "all" | "following";
                author_id?: string | null;
                /** @description Only what you have not seen. */
                unseen?: boolean;
                /** @description How many clips a page holds, 1 to 100. */
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A clip as one viewer sees it; counts, audience, max_views are null for all but its author. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Clip_"];
                };
            };
        };
    };
    post_clip_stories_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text?: string | null;
                    media_id?: string | null;
                    media_url?: string | null;
                    caption?: string | null;
                    alt_text?: string | null;
                    /**
                     * @description Whom a clip is meant for.
                     * @enum {string}
                     */
                    visibility?: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
                    audience_user_ids?: string[];
                    expires_in?: number | null;
                    /** @description Only you see it until you publish it; its time begins then. */
                    draft?: boolean;
                    publish_at?: string | null;
                    max_views?: number | null;
                    allow_replies?: boolean;
                    allow_reactions?: boolean;
                    allow_comments?: boolean;
                    /** @description Laid on the clip; each gets an `id` here. */
                    stickers?: ({
                        x: number;
                        y: number;
                        /** @constant */
                        type: "poll";
                        question: string;
                        options: string[];
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "question";
                        prompt: string;
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "mention";
                        /** Format: uuid */
                        user_id: string;
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "link";
                        /** Format: uri */
                        url: string;
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "story";
                        /** Format: uuid */
                        story_id: string;
                    })[];
                    story_link?: string | null;
                };
                "multipart/form-data": {
                    text?: string | null;
                    media_id?: string | null;
                    media_url?: string | null;
                    caption?: string | null;
                    alt_text?: string | null;
                    /**
                     * @description Whom a clip is meant for.
                     * @enum {string}
                     */
                    visibility?: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
                    audience_user_ids?: string[];
                    expires_in?: number | null;
                    /** @description Only you see it until you publish it; its time begins then. */
                    draft?: boolean;
                    publish_at?: string | null;
                    max_views?: number | null;
                    allow_replies?: boolean;
                    allow_reactions?: boolean;
                    allow_comments?: boolean;
                    /** @description Laid on the clip; each gets an `id` here. */
                    stickers?: ({
                        x: number;
                        y: number;
                        /** @constant */
                        type: "poll";
                        question: string;
                        options: string[];
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "question";
                        prompt: string;
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "mention";
                        /** Format: uuid */
                        user_id: string;
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "link";
                        /** Format: uri */
                        url: string;
                    } | {
                        x: number;
                        y: number;
                        /** @constant */
                        type: "story";
                        /** Format: uuid */
                        story_id: string;
                    })[];
                    story_link?: string | null;
                    /** Format: binary */
                    file?: string;
                };
            };
        };
        responses: {
            /** @description Posted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clip"];
                };
            };
        };
    };
    read_clip_stories_item__clip_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A clip as one viewer sees it; counts, audience, max_views are null for all but its author. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clip"];
                };
            };
        };
    };
    delete_clip_stories__clip_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    edit_clip_stories__clip_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditClip"];
            };
        };
        responses: {
            /** @description A clip as one viewer sees it; counts, audience, max_views are null for all but its author. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clip"];
                };
            };
        };
    };
    read_tray_stories_tray_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: An author's active clips that the caller may see. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_TrayEntry_"];
                };
            };
        };
    };
    mark_seen_stories_seen__user_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeenUpTo"];
            };
        };
        responses: {
            /** @description How far the caller has seen an author's clips, on whatever device they got farthest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
        };
    };
    record_view_stories__clip_id__view_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A view as it was recorded the first time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
        };
    };
    record_views_stories_views_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeenClips"];
            };
        };
        responses: {
            /** @description A list; an entry: A view as it was recorded the first time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_View_"];
                };
            };
        };
    };
    list_viewers_stories__clip_id__views_get: {
        parameters: {
            query?: {
                /** @description The first letters of a username or of a word of a name. */
                q?: string | null;
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: Someone who has seen a clip; `emoji` is their reaction, null without one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Viewer_"];
                };
            };
        };
    };
    read_clip_file_files_clip__clip_id___name__get: {
        parameters: {
            query: {
                /** @description For whom the address was made. */
                viewer: string;
                /** @description Unix seconds. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                clip_id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description Unchanged since the entity tag sent. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_limits_stories_limits_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many clips may be posted an hour, and how many of them are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostingLimit"];
                };
            };
        };
    };
    list_drafts_stories_drafts_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A clip as one viewer sees it; counts, audience, max_views are null for all but its author. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Clip_"];
                };
            };
        };
    };
    publish_clip_stories__clip_id__publish_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A clip as one viewer sees it; counts, audience, max_views are null for all but its author. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clip"];
                };
            };
        };
    };
    list_archive_stories_archive_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A clip as one viewer sees it; counts, audience, max_views are null for all but its author. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Clip_"];
                };
            };
        };
    };
    list_clips_of_stories__user_id__get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A clip as one viewer sees it; counts, audience, max_views are null for all but its author. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Clip_"];
                };
            };
        };
    };
    repost_clip_stories__clip_id__repost_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RepostClip"];
            };
        };
        responses: {
            /** @description Reposted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clip"];
                };
            };
        };
    };
    list_highlights_highlights_get: {
        parameters: {
            query?: {
                /** @description Whose highlights; your own when left out. */
                user_id?: string | null;
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A highlight as one viewer sees it: with the clips that are meant for them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Highlight_"];
                };
            };
        };
    };
    create_highlight_highlights_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateHighlight"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Highlight"];
                };
            };
        };
    };
    delete_highlight_highlights__highlight_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                highlight_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    edit_highlight_highlights__highlight_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                highlight_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditHighlight"];
            };
        };
        responses: {
            /** @description A highlight as one viewer sees it: with the clips that are meant for them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Highlight"];
                };
            };
        };
    };
    list_reactions_stories__clip_id__reactions_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: Someone's reaction to a clip. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Reacted_"];
                };
            };
        };
    };
    react_stories__clip_id__reactions_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["React"];
            };
        };
        responses: {
            /** @description In place of the one before, or the same again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reaction"];
                };
            };
            /** @description Your first reaction. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reaction"];
                };
            };
        };
    };
    take_back_stories__clip_id__reactions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_replies_stories__clip_id__replies_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A private reply to a clip; the user is its writer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Reply_"];
                };
            };
        };
    };
    write_reply_stories__clip_id__replies_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteReply"];
            };
        };
        responses: {
            /** @description Sent. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reply"];
                };
            };
        };
    };
    list_comments_stories__clip_id__comments_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A comment under a clip; the user is its writer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Comment_"];
                };
            };
        };
    };
    write_comment_stories__clip_id__comments_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteComment"];
            };
        };
        responses: {
            /** @description Written. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
        };
    };
    delete_comment_stories__clip_id__comments__comment_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_answers_stories__clip_id__stickers__sticker_id__answers_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                clip_id: string;
                sticker_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A poll's result, or a question's answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PollResult"] | components["schemas"]["Listing_QuestionAnswer_"];
                };
            };
        };
    };
    answer_sticker_stories__clip_id__stickers__sticker_id__answers_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                clip_id: string;
                sticker_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerSticker"];
            };
        };
        responses: {
            /** @description Voted, or answered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StickerAnswer"];
                };
            };
        };
    };
    record_playback_stories__clip_id__playback_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Playback"];
            };
        };
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_insights_stories__clip_id__insights_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How a clip did. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Insights"];
                };
            };
        };
    };
    read_audience_stories__clip_id__audience_get: {
        parameters: {
            query?: {
                /** @description Ask about this person alone. */
                user_id?: string | null;
            };
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many may see the clip; with `user_id`, whether that person may. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audience"] | components["schemas"]["MaySee"];
                };
            };
        };
    };
    upload_clip_api_clips_upload_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    caption?: string | null;
                    alt_text?: string | null;
                    /**
                     * @description Whom a clip is meant for.
                     * @enum {string}
                     */
                    visibility?: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
                    audience_user_ids?: string[];
                    /** Format: binary */
                    clip?: string;
                };
            };
        };
        responses: {
            /** @description Posted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Uploaded"];
                };
            };
        };
    };
    list_clips_of_api_clips_user__user_id__get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One person's clips on the older face; `count` is this page's. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClipsOfUser"];
                };
            };
        };
    };
    list_followed_api_clips_all_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clips of those the caller follows, on the older face; `count` is this page's. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowedClips"];
                };
            };
        };
    };
    delete_clip_api_clips__clip_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The older face's answer to a deletion. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deleted"];
                };
            };
        };
    };
    clean_up_api_clips_cleanup_expired_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The operator's EMBERLINE_ADMIN_API_KEY. */
                "x-api-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many expired clips a clean-up put away or erased. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleanedUp"];
                };
            };
        };
    };
    list_links_stories__clip_id__links_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A guest link as the clip's author sees it; never its passcode. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Link_"];
                };
            };
        };
    };
    make_link_stories__clip_id__links_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeLink"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
        };
    };
    revoke_link_stories__clip_id__links__link_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clip_id: string;
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    open_link_g__code__get: {
        parameters: {
            query?: {
                format?: "html" | "json";
            };
            header?: {
                /** @description In UTF-8, where the link asks. */
                "X-Passcode"?: string | null;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page, or with `format=json` the clip. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clip"];
                    "text/html": string;
                };
            };
        };
    };
    read_link_file_files_link__link_id___name__get: {
        parameters: {
            query: {
                /** @description For whom the address was made. */
                viewer: string;
                /** @description Unix seconds. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                link_id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description Unchanged since the entity tag sent. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_story_analytics_api_admin_analytics_stories_get: {
        parameters: {
            query?: {
                /** @description Also for administrators: only those that you work on. */
                mine?: boolean;
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: How one story did in all its versions. rating: the mean; null without one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.analytics.StorySummary__"];
                };
            };
        };
    };
    read_analytics_api_admin_stories__story_id__analytics_get: {
        parameters: {
            query?: {
                /** @description Its number; the newest when left out. */
                version?: number | null;
                /** @description JSON, or a table. */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How readers fared with one version; the plays of the story's own people are left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Analytics_"];
                    "text/csv": string;
                };
            };
        };
    };
    list_templates_api_admin_templates_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: What a new story may begin as, to be named in `POST /api/stories`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.stories.Template__"];
                };
            };
        };
    };
    list_unpublished_api_admin_stories_unpublished_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A story: as its newest version has it, or, for its people, as it is being written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.stories.Story__"];
                };
            };
        };
    };
    list_stories_api_stories_get: {
        parameters: {
            query?: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
                category?: string | null;
                difficulty?: ("easy" | "medium" | "hard") | null;
                author?: string | null;
                tag?: string | null;
                language?: string | null;
                /** @description Newest first, most played, best rated, or by title. */
                sort?: "recent" | "popular" | "rating" | "title";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedEnvelope_list_emberline.stories.schemas.stories.Story__"];
                };
            };
        };
    };
    create_story_api_stories_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateStory"];
            };
        };
        responses: {
            /** @description The story's draft. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Story_"];
                };
            };
        };
    };
    read_story_api_stories__story_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A story: as its newest version has it, or, for its people, as it is being written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Story_"];
                };
            };
        };
    };
    put_story_api_stories__story_id__put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditStory"];
            };
        };
        responses: {
            /** @description A story: as its newest version has it, or, for its people, as it is being written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Story_"];
                };
            };
            /** @description There was none of this id; now made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Story_"];
                };
            };
        };
    };
    delete_story_api_stories__story_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Story deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    list_popular_api_stories_popular_get: {
        parameters: {
            query?: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedEnvelope_list_emberline.stories.schemas.stories.Story__"];
                };
            };
        };
    };
    list_recent_api_stories_recent_get: {
        parameters: {
            query?: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedEnvelope_list_emberline.stories.schemas.stories.Story__"];
                };
            };
        };
    };
    list_categories_api_stories_categories_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A category and how many listed stories it has. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_list_emberline.stories.schemas.catalogue.CategoryCount__"];
                };
            };
        };
    };
    search_api_stories_search_get: {
        parameters: {
            query: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
                /** @description Words of titles, tags, authors' names and descriptions, or their beginnings; nothing else in it has a meaning. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedEnvelope_list_emberline.stories.schemas.stories.Story__"];
                };
            };
        };
    };
    list_recommended_api_stories_recommended_get: {
        parameters: {
            query?: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedEnvelope_list_emberline.stories.schemas.catalogue.Recommendation__"];
                };
            };
        };
    };
    read_document_api_admin_stories__story_id__document_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An `emberline-story/1` document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_dict_str__typing.Any__"];
                };
            };
        };
    };
    replace_document_api_admin_stories__story_id__document_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        /** @description An `emberline-story/1` document, at most 20 MB. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The document as it is stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_dict_str__typing.Any__"];
                };
            };
        };
    };
    read_flow_api_admin_stories__story_id__flow_get: {
        parameters: {
            query?: {
                /** @description json is enveloped; the others are the bare text of a picture. */
                format?: "json" | "mermaid" | "dot" | "svg";
                /** @description Also what readers of the newest version did. */
                with?: "analytics" | null;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph; or the picture, as text of the format that was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Flow_"];
                    "text/plain": string;
                    "text/vnd.graphviz": string;
                    "image/svg+xml": string;
                };
            };
        };
    };
    list_nodes_api_admin_stories__story_id__nodes_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A node of a draft. revision: of the node itself; its choices have their own. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.nodes.Node__"];
                };
            };
        };
    };
    create_node_api_admin_stories__story_id__nodes_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateNode"];
            };
        };
        responses: {
            /** @description A node of a draft. revision: of the node itself; its choices have their own. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Node_"];
                };
            };
        };
    };
    read_node_api_admin_stories__story_id__nodes__node_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
                node_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A node of a draft. revision: of the node itself; its choices have their own. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Node_"];
                };
            };
        };
    };
    edit_node_api_admin_stories__story_id__nodes__node_id__put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
                node_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditNode"];
            };
        };
        responses: {
            /** @description A node of a draft. revision: of the node itself; its choices have their own. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Node_"];
                };
            };
        };
    };
    delete_node_api_admin_stories__story_id__nodes__node_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
                node_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Node deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    create_choice_api_admin_stories__story_id__nodes__node_id__choices_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                story_id: string;
                node_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChoice"];
            };
        };
        responses: {
            /** @description A choice of a draft. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Choice_"];
                };
            };
        };
    };
    edit_choice_api_admin_stories__story_id__choices__choice_id__put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
                choice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditChoice"];
            };
        };
        responses: {
            /** @description A choice of a draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Choice_"];
                };
            };
        };
    };
    delete_choice_api_admin_stories__story_id__choices__choice_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
                choice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Choice deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    validate_story_api_stories__story_id__validate_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a check found; `valid` when there is no error. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_CheckReport_"];
                };
            };
        };
    };
    publish_story_api_admin_stories__story_id__publish_put: {
        parameters: {
            query?: {
                /** @description Only tell what would happen. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publish"];
            };
        };
        responses: {
            /** @description What publishing led to, or would. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Publication_"];
                };
            };
        };
    };
    list_versions_api_admin_stories__story_id__versions_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A published version, which never changes; published_by: null when they are gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.versions.Version__"];
                };
            };
        };
    };
    read_version_api_admin_stories__story_id__versions__number__get: {
        parameters: {
            query?: {
                /** @description With the whole document. */
                document?: boolean;
            };
            header?: never;
            path: {
                story_id: string;
                /** @description The number of a published version. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A published version, which never changes; published_by: null when they are gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Version_"];
                };
            };
        };
    };
    restore_version_api_admin_stories__story_id__versions__number__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you change. A stale one is a 409 with the current state; without one, a change that somebody else made last is a 428. */
                "If-Match"?: string | null;
            };
            path: {
                story_id: string;
                /** @description The number of a published version. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A draft that is now as a version was; revision: of the draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Restored_"];
                };
            };
        };
    };
    diff_versions_api_admin_stories__story_id__diff_get: {
        parameters: {
            query: {
                /** @description A number or `draft`. */
                from: string;
                /** @description A number or `draft`. */
                to: string;
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How two versions differ: the story's own fields, and a page of its nodes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_Diff_"];
                };
            };
        };
    };
    playtest_draft_api_admin_stories__story_id__playtest_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Playtest"];
            };
        };
        responses: {
            /** @description Where a play stands. play_token: for guests, to send as `X-Play-Token` from now on. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_StartedPlay_"];
                };
            };
        };
    };
    read_story_file_files_story__story_id___media_id___name__get: {
        parameters: {
            query?: {
                /** @description For whom the address was made. */
                viewer?: string | null;
                /** @description Unix seconds. */
                expires?: number | null;
                signature?: string | null;
            };
            header?: never;
            path: {
                story_id: string;
                media_id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description Unchanged since the entity tag sent. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    import_stories_api_admin_stories_bulk_import_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description Stories as .json, .csv, .twee, .tw or .html (Twine 2), at most 20 MB each; or a .zip of such, at most 100 MB. */
                    file: string[];
                };
            };
        };
        responses: {
            /** @description What came of each story of a file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_ImportedNow_"];
                };
            };
            /** @description Several files, an archive or a large file: the import goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_ImportStarted_"];
                };
            };
        };
    };
    read_import_api_admin_stories_imports__import_id__get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far an import is, and what came of its stories so far. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_ImportState_"];
                };
            };
        };
    };
    cancel_import_api_admin_stories_imports__import_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far an import is, and what came of its stories so far. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_ImportState_"];
                };
            };
        };
    };
    export_story_api_admin_stories__story_id__export_get: {
        parameters: {
            query?: {
                /** @description Of the file. */
                format?: "json" | "csv" | "twee";
                /** @description A published version; the draft if left out. */
                version?: number | null;
                /** @description Answer what the file cannot hold, instead of the file. */
                report?: boolean;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; with `report`, its report. */
            200: {
                headers: {
                    /** @description The name of the file, made of the story's title. */
                    "Content-Disposition"?: string;
                    /** @description How many kinds of things the format could not hold. */
                    "X-Export-Findings"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    } | components["schemas"]["Envelope_ExportReport_"];
                    "text/csv": string;
                    "text/plain": string;
                };
            };
        };
    };
    list_collaborators_api_admin_stories__story_id__collaborators_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: One of the people of a story. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.people.StoryPerson__"];
                };
            };
        };
    };
    invite_collaborator_api_admin_stories__story_id__collaborators_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Invite"];
            };
        };
        responses: {
            /** @description One of the people of a story. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_StoryPerson_"];
                };
            };
        };
    };
    change_collaborator_api_admin_stories__story_id__collaborators__user_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRole"];
            };
        };
        responses: {
            /** @description One of the people of a story. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_StoryPerson_"];
                };
            };
        };
    };
    remove_collaborator_api_admin_stories__story_id__collaborators__user_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    stay_at_node_api_admin_stories__story_id__presence_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StayAt"];
            };
        };
        responses: {
            /** @description A list; an entry: Someone who has the story open. node_id: null at none of its nodes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_list_emberline.stories.schemas.people.Present__"];
                };
            };
        };
    };
    list_activity_api_admin_stories__story_id__activity_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: What someone did to the story. by: null when they are gone; times: how often up to `at`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.people.Activity__"];
                };
            };
        };
    };
    suggest_api_admin_stories__story_id__suggest_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Suggest"];
            };
        };
        responses: {
            /** @description Server-sent events: `text` for each piece, then `done` with the whole and, where choices were asked for, a list of them; or `error` with a problem. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    start_api_stories__story_id__start_get: {
        parameters: {
            query?: {
                protagonist?: string | null;
                /** @description Which play; absent: the newest one. */
                progress_id?: string | null;
                /** @description The code of the link that led here. */
                via?: string | null;
                /** @description The clip that invited. */
                clip_id?: string | null;
                /** @description How a guest has timers; an account has its preference. */
                timers?: ("on" | "off" | "2" | "10") | null;
            };
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a play stands. play_token: for guests, to send as `X-Play-Token` from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_StartedPlay_"];
                };
            };
        };
    };
    look_at_node_api_stories__story_id__nodes__node_id__get: {
        parameters: {
            query?: {
                /** @description Which play; absent: the newest one. */
                progress_id?: string | null;
            };
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
                node_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A node as the reader sees it. content: Markdown; content_html: the same as safe HTML. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PlayedNode_"];
                };
            };
        };
    };
    choose_api_stories__story_id__choice_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    current_node_id: string;
                    /** Format: uuid */
                    choice_id: string;
                    /** @description When sent, the caller's own. */
                    user_id?: string | null;
                    /** @description Which play; absent: the newest one. */
                    progress_id?: string | null;
                    /** @description `state.turn` as last seen; a later one is a 409. */
                    turn?: number | null;
                };
            };
        };
        responses: {
            /** @description What a move led to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PlayedTurn_"];
                };
            };
        };
    };
    answer_puzzle_api_stories__story_id__puzzle_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerPuzzle"];
            };
        };
        responses: {
            /** @description What a move led to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PlayedTurn_"];
                };
            };
        };
    };
    rewind_api_stories__story_id__rewind_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rewind"];
            };
        };
        responses: {
            /** @description Where a play stands. play_token: for guests, to send as `X-Play-Token` from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_StartedPlay_"];
                };
            };
        };
    };
    read_trail_api_stories__story_id__trail_get: {
        parameters: {
            query?: {
                /** @description Which play; absent: the newest one. */
                progress_id?: string | null;
            };
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The way to where a play stands; the first `fixed` moves cannot be taken back any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Trail_"];
                };
            };
        };
    };
    read_inventory_api_stories__story_id__inventory_get: {
        parameters: {
            query?: {
                /** @description Which play; absent: the newest one. */
                progress_id?: string | null;
            };
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: Something in the inventory. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_list_emberline.stories.schemas.plays.HeldItem__"];
                };
            };
        };
    };
    read_variables_api_stories__story_id__variables_get: {
        parameters: {
            query?: {
                /** @description Which play; absent: the newest one. */
                progress_id?: string | null;
            };
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description dict() -> new empty dictionary */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_dict_str__typing.Any__"];
                };
            };
        };
    };
    set_variables_api_stories__story_id__variables_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetVariables"];
            };
        };
        responses: {
            /** @description What the reader carries. stats: the variables that show the character, by their labels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PlayState_"];
                };
            };
        };
    };
    roll_dice_api_stories__story_id__dice_roll_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollDice"];
            };
        };
        responses: {
            /** @description Dice as they fell; success: whether `total`, with every bonus, reached `target`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PlayedRoll_"];
                };
            };
        };
    };
    save_progress_api_progress_save_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveProgress"];
            };
        };
        responses: {
            /** @description A play as a saved game. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Progress_"];
                };
            };
        };
    };
    list_progress_api_progress__user_id__get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A play as a saved game. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.plays.Progress__"];
                };
            };
        };
    };
    list_progress_of_story_api_progress__user_id__story__story_id__get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A play as a saved game. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.plays.Progress__"];
                };
            };
        };
    };
    list_completed_api_progress__user_id__completed_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A play as a saved game. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.plays.Progress__"];
                };
            };
        };
    };
    delete_progress_api_progress__progress_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                progress_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    migrate_progress_api_progress__progress_id__migrate_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
            };
            path: {
                progress_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a play stands. play_token: for guests, to send as `X-Play-Token` from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_StartedPlay_"];
                };
            };
        };
    };
    rate_story_api_stories__story_id__rate_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateStory"];
            };
        };
        responses: {
            /** @description In place of the one that you gave before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_OwnReview_"];
                };
            };
            /** @description Your first rating. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_OwnReview_"];
                };
            };
        };
    };
    take_back_rating_api_stories__story_id__rate_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    list_reviews_api_stories__story_id__reviews_get: {
        parameters: {
            query?: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
            };
            header?: never;
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedEnvelope_list_emberline.stories.schemas.reviews.Review__"];
                };
            };
        };
    };
    answer_review_api_stories__story_id__reviews__review_id__answer_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                story_id: string;
                review_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerReview"];
            };
        };
        responses: {
            /** @description Answered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Review_"];
                };
            };
        };
    };
    take_back_answer_api_stories__story_id__reviews__review_id__answer_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                story_id: string;
                review_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a reader says of a story; the user is the reader. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Review_"];
                };
            };
        };
    };
    read_stats_api_stats__user_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a reader did. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_ReaderStats_"];
                };
            };
        };
    };
    change_stats_api_stats__user_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeStats"];
            };
        };
        responses: {
            /** @description What a reader did. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_ReaderStats_"];
                };
            };
        };
    };
    list_achievements_api_stats__user_id__achievements_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a reader unlocked, newest first. locked: what is left and no secret; only one's own. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_ReaderAchievements_"];
                };
            };
        };
    };
    list_collection_api_stats__user_id__collection_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A collectible thing that a reader brought out of a story. story: null where it is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.readers.Artifact__"];
                };
            };
        };
    };
    list_endings_api_stats__user_id__endings_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A story that a reader finished. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.stories.schemas.readers.FinishedStory__"];
                };
            };
        };
    };
    read_leaderboard_api_leaderboard_get: {
        parameters: {
            query?: {
                /** @description What counts: XP, stories finished for the first time, endings found for the first time, or the longest row of days that was reached. */
                metric?: "xp" | "completed" | "endings" | "streak";
                /** @description Today, this week from Monday, this month, by UTC; or of all time. */
                period?: "day" | "week" | "month" | "all";
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a leaderboard. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_Leaderboard_"];
                };
            };
        };
    };
    list_generations_api_story_generations_get: {
        parameters: {
            query?: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
                /** @description Only those that stand so. */
                status?: ("pending" | "in_progress" | "succeeded" | "failed") | null;
                /** @description Only those of this story. */
                story_id?: string | null;
                /** @description Only of this kind. */
                kind?: ("audio" | "epub" | "html" | "pdf") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of your generations, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationPage"];
                };
            };
        };
    };
    create_generation_api_story_generations_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskForGeneration"];
            };
        };
        responses: {
            /** @description A generation that was asked for. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedGeneration"];
                };
            };
        };
    };
    list_voices_api_story_generations_voices_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All voices of this server. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voices"];
                };
            };
        };
    };
    read_generation_api_story_generations__generation_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A generation. result_url: the main file's, null until it succeeded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
        };
    };
    delete_generation_api_story_generations__generation_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone, with its files. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    cancel_generation_api_story_generations__generation_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A generation. result_url: the main file's, null until it succeeded. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generation"];
                };
            };
        };
    };
    retry_generation_api_story_generations__generation_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A generation that was asked for. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestedGeneration"];
                };
            };
        };
    };
    read_log_api_story_generations__generation_id__logs_get: {
        parameters: {
            query?: {
                /** @description Which page, 1 to 10000; those behind the last are empty. */
                page?: number;
                /** @description How many entries a page holds, 1 to 100. */
                pageSize?: number;
            };
            header?: never;
            path: {
                generation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a generation's log, the oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationLogPage"];
                };
            };
        };
    };
    stream_progress_api_story_generations__generation_id__events_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: the state now, each change, and the final state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    read_result_files_generation__generation_id___name__get: {
        parameters: {
            query: {
                /** @description For whom the address was made. */
                viewer: string;
                /** @description Unix seconds. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                generation_id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mp4": string;
                    "audio/mpeg": string;
                    "audio/ogg": string;
                    "text/vtt": string;
                    "application/epub+zip": string;
                    "text/html": string;
                    "application/pdf": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mp4": string;
                    "audio/mpeg": string;
                    "audio/ogg": string;
                    "text/vtt": string;
                    "application/epub+zip": string;
                    "text/html": string;
                    "application/pdf": string;
                };
            };
            /** @description Unchanged since the entity tag sent. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    share_story_api_stories__story_id__share_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareStory"];
            };
        };
        responses: {
            /** @description The link, or the clip. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_SharedLink_"] | components["schemas"]["Envelope_Clip_"];
                };
            };
        };
    };
    feed_api_feed_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: What somebody did with a story. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.sharing.schemas.FeedEntry__"];
                };
            };
        };
    };
    open_story_link_s__code__get: {
        parameters: {
            query?: {
                format?: "html" | "json";
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page, or with `format=json` what it tells. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedStory"];
                    "text/html": string;
                };
            };
        };
    };
    upload_media_media_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description A photo, a video or, for stories, a sound; at most 100 MB.
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
        };
    };
    read_media_media__media_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stored file of the caller's; `media_url` is its owner's preview, and what a clip takes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
        };
    };
    delete_media_media__media_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_media_file_files_media__media_id___name__get: {
        parameters: {
            query: {
                /** @description For whom the address was made. */
                viewer: string;
                /** @description Unix seconds. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                media_id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description Unchanged since the entity tag sent. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    begin_upload_media_tus_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Always `1.0.0`. */
                "Tus-Resumable"?: string | null;
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
                /** @description Bytes of the whole file. */
                "Upload-Length"?: number | null;
                /** @description `filename` and its value in base64; other keys are passed over. */
                "Upload-Metadata"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Begun; `Location` says where it goes on. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
        };
    };
    end_upload_media_tus__upload_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Always `1.0.0`. */
                "Tus-Resumable"?: string | null;
            };
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing more to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    continue_upload_media_tus__upload_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Bytes that have arrived. */
                "Upload-Offset"?: number | null;
                /** @description `sha1` or `sha256` and the body's digest in base64; else 460. */
                "Upload-Checksum"?: string | null;
                /** @description Always `1.0.0`. */
                "Tus-Resumable"?: string | null;
            };
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Received; `Upload-Offset`, and at the end `Media-Id`. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_own_profile_api_auth_profile_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of one's own profile; `follow_requests_count` are those waiting for an answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_OwnProfile_"];
                };
            };
        };
    };
    change_profile_api_auth_profile_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChanges"];
            };
        };
        responses: {
            /** @description All of one's own profile; `follow_requests_count` are those waiting for an answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_OwnProfile_"];
                };
            };
        };
    };
    change_avatar_api_auth_avatar_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvatarChoice"];
            };
        };
        responses: {
            /** @description All of one's own profile; `follow_requests_count` are those waiting for an answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_OwnProfile_"];
                };
            };
        };
    };
    read_avatar_file_files_avatar__user_id___media_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
                media_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description Unchanged since the entity tag sent. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    search_people_api_users_search_get: {
        parameters: {
            query: {
                /** @description The beginning of a username or of a word of a display name, in any case. */
                q: string;
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People found. A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.PersonCard__"];
                };
            };
        };
    };
    read_profile_api_users__user_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What one person may know of another, and what the two are to each other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PublicProfile_"];
                };
            };
        };
    };
    follow_api_users__user_id__follow_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the caller stands with a person now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_FollowState_"];
                };
            };
        };
    };
    unfollow_api_users__user_id__follow_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the caller stands with a person now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_FollowState_"];
                };
            };
        };
    };
    remove_follower_api_users__user_id__follower_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a person follows the caller now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_FollowerState_"];
                };
            };
        };
    };
    read_followers_api_users__user_id__followers_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Followers. A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.PersonCard__"];
                };
            };
        };
    };
    read_following_api_users__user_id__following_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Following. A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.PersonCard__"];
                };
            };
        };
    };
    read_follow_requests_api_follow_requests_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Follow requests. A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.PersonCard__"];
                };
            };
        };
    };
    accept_follow_request_api_follow_requests__user_id__accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a person follows the caller now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_FollowerState_"];
                };
            };
        };
    };
    reject_follow_request_api_follow_requests__user_id__reject_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a person follows the caller now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_FollowerState_"];
                };
            };
        };
    };
    put_up_block_api_users__user_id__block_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller has put between themselves and a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Boundaries_"];
                };
            };
        };
    };
    take_down_block_api_users__user_id__block_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller has put between themselves and a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Boundaries_"];
                };
            };
        };
    };
    read_blocks_api_blocks_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your blocks. A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.PersonCard__"];
                };
            };
        };
    };
    put_up_mute_api_users__user_id__mute_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller has put between themselves and a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Boundaries_"];
                };
            };
        };
    };
    take_down_mute_api_users__user_id__mute_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller has put between themselves and a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Boundaries_"];
                };
            };
        };
    };
    read_mutes_api_mutes_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your mutes. A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.PersonCard__"];
                };
            };
        };
    };
    put_up_hide_api_users__user_id__hide_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller has put between themselves and a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Boundaries_"];
                };
            };
        };
    };
    take_down_hide_api_users__user_id__hide_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller has put between themselves and a person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Boundaries_"];
                };
            };
        };
    };
    read_hides_api_hides_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your hides. A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.PersonCard__"];
                };
            };
        };
    };
    read_close_friends_api_close_friends_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The close friends, by id, and as people to show. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_CloseFriends_"];
                };
            };
        };
    };
    choose_close_friends_api_close_friends_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseFriendsChoice"];
            };
        };
        responses: {
            /** @description The close friends, by id, and as people to show. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_CloseFriends_"];
                };
            };
        };
    };
    report_api_reports_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeReport"];
            };
        };
        responses: {
            /** @description Reported. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Reported_"];
                };
            };
        };
    };
    list_reports_api_admin_reports_get: {
        parameters: {
            query?: {
                status?: "all" | "open" | "held" | "resolved";
                kind?: "all" | "clip" | "story" | "review" | "comment" | "user";
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A report in the moderators' queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.moderation.schemas.QueuedReport__"];
                };
            };
        };
    };
    read_report_api_admin_reports__report_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A report in the moderators' queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_QueuedReport_"];
                };
            };
        };
    };
    hold_api_admin_reports__report_id__hold_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["HoldReport"] | null;
            };
        };
        responses: {
            /** @description A report in the moderators' queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_QueuedReport_"];
                };
            };
        };
    };
    resolve_api_admin_reports__report_id__resolve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveReport"];
            };
        };
        responses: {
            /** @description A report in the moderators' queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_QueuedReport_"];
                };
            };
        };
    };
    read_evidence_files_report__report_id___name__get: {
        parameters: {
            query: {
                /** @description For whom the address was made. */
                viewer: string;
                /** @description Unix seconds. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                report_id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "video/mp4": string;
                    "audio/mp4": string;
                };
            };
            /** @description Unchanged since the entity tag sent. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_notifications_api_notifications_get: {
        parameters: {
            query?: {
                /** @description Only what was not read yet. */
                unread?: boolean;
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of what one was told, in the envelope of `/api`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
        };
    };
    mark_notifications_read_api_notifications_read_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRead"];
            };
        };
        responses: {
            /** @description What is left unread: 1,000 means that or more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Unread_"];
                };
            };
        };
    };
    read_push_key_api_push_key_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server's VAPID key, as `applicationServerKey` of `pushManager.subscribe`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PushKey_"];
                };
            };
        };
    };
    subscribe_api_push_subscriptions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Subscribe"];
            };
        };
        responses: {
            /** @description A browser that takes pushes. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_SubscriptionAnswer_"];
                };
            };
        };
    };
    unsubscribe_api_push_subscriptions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Unsubscribe"];
            };
        };
        responses: {
            /** @description This browser takes no more pushes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    list_webhooks_api_webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A webhook. `failing_since`: nothing was taken since; `disabled_at`: it was switched off. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_list_emberline.notifications.schemas.WebhookAnswer__"];
                };
            };
        };
    };
    make_webhook_api_webhooks_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeWebhook"];
            };
        };
        responses: {
            /** @description A webhook that was just made, with its secret, this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_NewWebhook_"];
                };
            };
        };
    };
    delete_webhook_api_webhooks__webhook_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhook deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    read_deliveries_api_webhooks__webhook_id__deliveries_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A delivery and its last attempt: when, and what it was answered (null: nothing). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.notifications.schemas.DeliveryAnswer__"];
                };
            };
        };
    };
    refuse_without_upgrade_ws_get: {
        parameters: {
            query?: {
                /** @description A ticket of POST /ws/ticket. */
                ticket?: string;
                /** @description An access token or personal API token. */
                token?: string;
                /** @description The id of the last message that was got. */
                since?: number;
                /** @description The epoch of the `hello` that was got. */
                epoch?: string;
                /** @description Which of the user's devices this is. */
                client?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection is a WebSocket now; `/asyncapi.json` tells the messages. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    stream_events_events_get: {
        parameters: {
            query?: {
                /** @description A ticket of POST /ws/ticket. */
                ticket?: string;
                /** @description An access token or personal API token. */
                token?: string;
                /** @description The id of the last message that was got. */
                since?: number;
                /** @description The epoch of the `hello` that was got. */
                epoch?: string;
            };
            header?: {
                /** @description The id of the last event that was got, as a browser's EventSource sends it. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events; each one's data is a message as `/ws` sends it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    make_ticket_ws_ticket_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A ticket to one connection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketAnswer"];
                };
            };
        };
    };
    read_asyncapi_asyncapi_json_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The AsyncAPI 3.0 document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    signup_signup_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
                /** @description `cookie`, from a page in a browser: the refresh token is kept in a cookie that scripts cannot read, and is not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description A session: the access token for the next `expires_in` seconds, and how to get the next. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    register_api_auth_register_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description What a guest holds: the `play_token` that starting a story answered. */
                "X-Play-Token"?: string | null;
                /** @description `cookie`, from a page in a browser: the refresh token is kept in a cookie that scripts cannot read, and is not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Register"];
            };
        };
        responses: {
            /** @description A session: the access token for the next `expires_in` seconds, and how to get the next. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_SessionAnswer_"];
                };
            };
        };
    };
    login_login_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie`, from a page in a browser: the refresh token is kept in a cookie that scripts cannot read, and is not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            /** @description A session: the access token for the next `expires_in` seconds, and how to get the next. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    login_enveloped_api_auth_login_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie`, from a page in a browser: the refresh token is kept in a cookie that scripts cannot read, and is not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            /** @description A session: the access token for the next `expires_in` seconds, and how to get the next. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_SessionAnswer_"];
                };
            };
        };
    };
    refresh_token_api_auth_refresh_token_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie`, from a page in a browser: the refresh token is kept in a cookie that scripts cannot read, and is not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"] | null;
            };
        };
        responses: {
            /** @description A session: the access token for the next `expires_in` seconds, and how to get the next. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_SessionAnswer_"];
                };
            };
        };
    };
    logout_api_auth_logout_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie`, from a page in a browser: the refresh token is kept in a cookie that scripts cannot read, and is not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    list_sessions_api_auth_sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A place where one is signed in; `current` is the one that asks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_list_emberline.accounts.schemas.SessionEntry__"];
                };
            };
        };
    };
    delete_session_api_auth_sessions__session_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Session ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    change_password_api_auth_password_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description Password changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    ask_password_reset_api_auth_password_reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskReset"];
            };
        };
        responses: {
            /** @description Always. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    confirm_password_reset_api_auth_password_reset_confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmReset"];
            };
        };
        responses: {
            /** @description Password changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    list_tokens_api_auth_tokens_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A personal API token, without the token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_list_emberline.accounts.schemas.ApiTokenEntry__"];
                };
            };
        };
    };
    make_token_api_auth_tokens_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry safe: the same key and body within 24 hours gets the first answer again and creates nothing. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeApiToken"];
            };
        };
        responses: {
            /** @description A personal API token with the token itself, which is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_NewApiToken_"];
                };
            };
        };
    };
    delete_token_api_auth_tokens__token_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description API token deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    get_preferences_api_auth_preferences_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a user chose, the defaults where they chose nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PreferencesAnswer_"];
                };
            };
        };
    };
    put_preferences_api_auth_preferences_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePreferences"];
            };
        };
        responses: {
            /** @description What a user chose, the defaults where they chose nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_PreferencesAnswer_"];
                };
            };
        };
    };
    list_users_api_admin_users_get: {
        parameters: {
            query?: {
                /** @description A part of the username or email; empty for all. */
                q?: string;
                status?: "all" | "active" | "suspended";
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list; an entry: A user as administrators see them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_list_emberline.accounts.schemas.UserEntry__"];
                };
            };
        };
    };
    suspend_api_admin_users__user_id__suspension_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SuspendAccount"] | null;
            };
        };
        responses: {
            /** @description Account suspended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    lift_suspension_api_admin_users__user_id__suspension_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Suspension lifted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    read_export_api_auth_export_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything about one person. Each part is made by the slice that keeps it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Export_"];
                };
            };
        };
    };
    erase_account_api_auth_account_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveForGood"];
            };
        };
        responses: {
            /** @description Your account is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_Done_"];
                };
            };
        };
    };
    healthz_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One word: `ok` or `ready`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One word: `ok` or `ready`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus's text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    read_storage_api_admin_storage_get: {
        parameters: {
            query?: {
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is stored, and how much room is left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_Storage_"];
                };
            };
        };
    };
    list_jobs_api_admin_jobs_get: {
        parameters: {
            query?: {
                status?: components["schemas"]["JobStatus"] | null;
                /** @description Only jobs of this kind. */
                kind?: string | null;
                /** @description How many entries a page holds, 1 to 100. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before; absent at first. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The jobs by kind and state, and a page of them, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopedPage_Queue_"];
                };
            };
        };
    };
    retry_job_api_admin_jobs__job_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A job, without what it was told: that may be somebody's secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_JobEntry_"];
                };
            };
        };
    };
    cancel_job_api_admin_jobs__job_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A job, without what it was told: that may be somebody's secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_JobEntry_"];
                };
            };
        };
    };
    read_insights_api_admin_insights_get: {
        parameters: {
            query?: {
                /** @description How many days, today included. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the instance is used, in numbers that name nobody. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Envelope_InstanceInsights_"];
                };
            };
        };
    };
}
