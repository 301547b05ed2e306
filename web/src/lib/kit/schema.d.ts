// Made by `npm run api` from the OpenAPI document; a test compares.

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
         *     suspends its author. 409 when it was resolved before; 403 for suspending a moderator or an
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
        /**
         * AnswerPuzzle
         * @description An answer to the puzzle of the node: a text or number, a list in order, or a map.
         * @example {
         *       "answer": "a mirror"
         *     }
         */
        AnswerPuzzle: {
            /** Answer */
            answer: string | number | string[] | {
                [key: string]: string;
            };
            /**
             * Progress Id
             * @description Which play; absent: the newest one.
             */
            progress_id?: string | null;
        };
        /**
         * AnswerReview
         * @description What a story's author says to a review.
         * @example {
         *       "text": "There is a third way. Look up."
         *     }
         */
        AnswerReview: {
            /** Text */
            text: string;
        };
        /**
         * AnswerSticker
         * @description One option of a poll, counted from 0, or the answer to a question.
         * @example {
         *       "option": 1
         *     }
         */
        AnswerSticker: {
            /** Option */
            option?: number | null;
            /** Text */
            text?: string | null;
        };
        /**
         * AskForGeneration
         * @description A generation of a story of yours.
         * @example {
         *       "kind": "audio",
         *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
         *       "voice": "espeak:en-gb"
         *     }
         */
        AskForGeneration: {
            /**
             * Story Id
             * Format: uuid
             */
            story_id: string;
            /**
             * Kind
             * @default audio
             * @enum {string}
             */
            kind: "audio" | "epub" | "html" | "pdf";
            /**
             * Voice
             * @description As /voices names it.
             */
            voice?: string | null;
            /** @default {} */
            options: components["schemas"]["GenerationOptions"];
        };
        /**
         * AskReset
         * @description Where the mail with the way to a new password goes.
         * @example {
         *       "email": "ada@example.com"
         *     }
         */
        AskReset: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
        };
        /**
         * AvatarChoice
         * @description The picture to show: one's own media, an image; null takes the present one away.
         * @example {
         *       "media_id": "0197a1b2-0000-7000-8000-00000000c0de"
         *     }
         */
        AvatarChoice: {
            /** Media Id */
            media_id: string | null;
        };
        /**
         * ChangePassword
         * @description The password up to now and the one from now on.
         * @example {
         *       "current_password": "my old one",
         *       "new_password": "correct horse battery"
         *     }
         */
        ChangePassword: {
            /**
             * Current Password
             * @example correct horse battery
             */
            current_password: string;
            /**
             * New Password
             * @example correct horse battery
             */
            new_password: string;
        };
        /**
         * ChangePreferences
         * @description Preferences to change; those left out stay.
         * @example {
         *       "archive_days": 90,
         *       "notifications": {
         *         "reactions": false
         *       },
         *       "timers": "2"
         *     }
         */
        ChangePreferences: {
            /**
             * Archive Days
             * @description Days that expired clips are kept; 0: not at all.
             * @default 30
             */
            archive_days: number;
            /**
             * View Receipts
             * @description Off: one is not named as a viewer, and sees no viewers' names.
             * @default true
             */
            view_receipts: boolean;
            /**
             * Timers
             * @description Timed choices: as written, never, with twice or ten times the time.
             * @default on
             * @enum {string}
             */
            timers: "on" | "off" | "2" | "10";
            /**
             * @default {
             *       "clips": true,
             *       "follows": true,
             *       "reactions": true,
             *       "replies": true,
             *       "comments": true,
             *       "mentions": true,
             *       "reposts": true,
             *       "stories": true,
             *       "achievements": true,
             *       "collaborations": true
             *     }
             */
            notifications: components["schemas"]["NotificationChoices"];
            /**
             * Show On Leaderboard
             * @default false
             */
            show_on_leaderboard: boolean;
            /**
             * Favorite Category
             * @description Null: computed from what one plays.
             */
            favorite_category?: string | null;
        };
        /**
         * ChangeRole
         * @description As what somebody works on the story from now on.
         * @example {
         *       "role": "viewer"
         *     }
         */
        ChangeRole: {
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "editor" | "viewer";
        };
        /**
         * ChangeStats
         * @description What one may choose about one's figures; these themselves are worked out, never sent.
         * @example {
         *       "favorite_category": "mystery",
         *       "show_on_leaderboard": true
         *     }
         */
        ChangeStats: {
            /**
             * Favorite Category
             * @description Null: worked out from what you finish.
             */
            favorite_category?: string | null;
            /**
             * Show On Leaderboard
             * @description Whether you stand on leaderboards, at once and with all you did.
             * @default false
             */
            show_on_leaderboard: boolean;
        };
        /**
         * ChoiceMade
         * @description A choice on the way of a saved game; null where a puzzle was answered.
         */
        ChoiceMade: {
            /**
             * Node Id
             * Format: uuid
             */
            node_id: string;
            /** Choice Id */
            choice_id: string | null;
        };
        /**
         * CloseFriendsChoice
         * @description Everyone who is a close friend from now on; the list replaces the one before.
         * @example {
         *       "user_ids": [
         *         "0197a1b2-7c4e-7000-8000-0000000000b2"
         *       ]
         *     }
         */
        CloseFriendsChoice: {
            /** User Ids */
            user_ids: string[];
        };
        /**
         * ConfirmReset
         * @description The token from the mail, and the password from now on.
         * @example {
         *       "new_password": "correct horse battery",
         *       "token": "wZ3k…"
         *     }
         */
        ConfirmReset: {
            /** Token */
            token: string;
            /**
             * New Password
             * @example correct horse battery
             */
            new_password: string;
        };
        /**
         * CreateChoice
         * @description A new choice, the last one of its node; without a key it gets one made of its text.
         * @example {
         *       "choice_text": "Climb down",
         *       "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2"
         *     }
         */
        CreateChoice: {
            /** Key */
            key?: string;
            /** Choice Text */
            choice_text: string;
            /** To Node Id */
            to_node_id?: string | null;
            /**
             * To
             * @description The key of a node.
             * @default
             */
            to: string;
            /**
             * Choice Letter
             * @description Null: the next free one is given out.
             */
            choice_letter?: string | null;
            /**
             * Consequences
             * @default
             */
            consequences: string;
            /** Condition */
            condition?: string | null;
            /** Locked Text */
            locked_text?: string | null;
            /**
             * Effects
             * @description One effect a text, as `courage += 1`.
             */
            effects?: string[];
            /**
             * Once
             * @default false
             */
            once: boolean;
            /**
             * Fallback
             * @default false
             */
            fallback: boolean;
            timer?: components["schemas"]["TimerForm"] | null;
            roll?: components["schemas"]["RollForm"] | null;
            /**
             * Place
             * @description Among the node's choices, from 0.
             * @default 0
             */
            place: number;
        };
        /**
         * CreateHighlight
         * @description A new highlight; without a cover the first clip is it.
         * @example {
         *       "clip_ids": [
         *         "0197a1b2-7c4e-7000-8000-0000000000c1"
         *       ],
         *       "title": "Iceland"
         *     }
         */
        CreateHighlight: {
            /** Title */
            title: string;
            /**
             * Clip Ids
             * @description Published clips of yours, in order.
             */
            clip_ids: string[];
            /** Cover Clip Id */
            cover_clip_id?: string | null;
        };
        /**
         * CreateNode
         * @description A new node, the last one; without a key it gets one made of its title.
         *
         *     The first node of a story is its start.
         * @example {
         *       "content": "It is deep.",
         *       "node_title": "At the well"
         *     }
         */
        CreateNode: {
            /** Key */
            key?: string;
            /**
             * Node Title
             * @default
             */
            node_title: string;
            /**
             * Content
             * @description Markdown, with `{variable}` and `{if …}`.
             * @default
             */
            content: string;
            /**
             * Node Type
             * @default story
             * @enum {string}
             */
            node_type: "story" | "choice" | "ending" | "puzzle";
            /**
             * Is Starting Node
             * @default false
             */
            is_starting_node: boolean;
            /**
             * Is Ending Node
             * @default false
             */
            is_ending_node: boolean;
            /**
             * On Enter
             * @description One effect a text, as `courage += 1`.
             */
            on_enter?: string[];
            /** Media */
            media?: components["schemas"]["MediaForm"][];
            /** Tags */
            tags?: string[];
            position?: components["schemas"]["PositionForm"] | null;
            /**
             * Note
             * @description For the story's people alone.
             * @default
             */
            note: string;
            puzzle?: components["schemas"]["PuzzleForm"] | null;
            ending?: components["schemas"]["EndingForm"] | null;
        };
        /**
         * CreateStory
         * @description A new story: empty, or as a template or a document begins it.
         *
         *     What is sent beside these is put in the place of what they say.
         * @example {
         *       "category": "mystery",
         *       "description": "Somebody is calling from below.",
         *       "difficulty_level": "easy",
         *       "tags": [
         *         "short",
         *         "dark"
         *       ],
         *       "title": "The well"
         *     }
         */
        CreateStory: {
            /** Title */
            title: string;
            /** Description */
            description: string;
            /**
             * Difficulty Level
             * @enum {string}
             */
            difficulty_level: "easy" | "medium" | "hard";
            /** Category */
            category?: string;
            /** Tags */
            tags?: string[];
            /**
             * Content Notes
             * @description What readers are warned of.
             */
            content_notes?: string[];
            /**
             * Language
             * @description As BCP 47: `en`, `pt-BR`.
             */
            language?: string;
            /**
             * Listed
             * @description Whether the catalogue shows it once it is published. For its owners.
             * @default true
             */
            listed: boolean;
            /**
             * Cover Media Id
             * @description A picture that you uploaded to `/media`; null takes the cover away.
             */
            cover_media_id?: string | null;
            /**
             * Template
             * @description A name of `GET /api/admin/templates`.
             */
            template?: string | null;
            /**
             * Document
             * @description An `emberline-story/1` document to begin with. One that takes the body past 1 MB: create the story, then `PUT` its document.
             */
            document?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * EditChoice
         * @description What is to change at a choice; what is left out stays.
         *
         *     `to_node_id` is the id of a node of the draft, `to` a key, also of a node that is still to be
         *     made: send one of them. With a `roll` neither is looked at.
         * @example {
         *       "choice_text": "Climb down",
         *       "condition": "has(rope)"
         *     }
         */
        EditChoice: {
            /** Key */
            key?: string;
            /**
             * Choice Text
             * @default
             */
            choice_text: string;
            /** To Node Id */
            to_node_id?: string | null;
            /**
             * To
             * @description The key of a node.
             * @default
             */
            to: string;
            /**
             * Choice Letter
             * @description Null: the next free one is given out.
             */
            choice_letter?: string | null;
            /**
             * Consequences
             * @default
             */
            consequences: string;
            /** Condition */
            condition?: string | null;
            /** Locked Text */
            locked_text?: string | null;
            /**
             * Effects
             * @description One effect a text, as `courage += 1`.
             */
            effects?: string[];
            /**
             * Once
             * @default false
             */
            once: boolean;
            /**
             * Fallback
             * @default false
             */
            fallback: boolean;
            timer?: components["schemas"]["TimerForm"] | null;
            roll?: components["schemas"]["RollForm"] | null;
            /**
             * Place
             * @description Among the node's choices, from 0.
             * @default 0
             */
            place: number;
        };
        /**
         * EditClip
         * @description What is to change; what is left out stays. A caption or alt text of null goes.
         * @example {
         *       "caption": "First light",
         *       "visibility": "FOLLOWERS"
         *     }
         */
        EditClip: {
            /** Caption */
            caption?: string | null;
            /** Alt Text */
            alt_text?: string | null;
            visibility?: components["schemas"]["Visibility"];
            /**
             * Audience User Ids
             * @description Of CUSTOM, else the members there were; another visibility drops them.
             */
            audience_user_ids?: string[];
            /** Allow Replies */
            allow_replies?: boolean;
            /** Allow Reactions */
            allow_reactions?: boolean;
            /** Allow Comments */
            allow_comments?: boolean;
        };
        /**
         * EditHighlight
         * @description What is to change; what is left out stays. A cover of null is the first clip.
         * @example {
         *       "position": 0,
         *       "title": "Iceland, again"
         *     }
         */
        EditHighlight: {
            /** Title */
            title?: string;
            /**
             * Clip Ids
             * @description Published clips of yours, in order.
             */
            clip_ids?: string[];
            /** Cover Clip Id */
            cover_clip_id?: string | null;
            /**
             * Position
             * @description Its place among your highlights from 0; beyond the end is the end.
             */
            position?: number;
        };
        /**
         * EditNode
         * @description What is to change at a node; what is left out stays.
         *
         *     A new key is a new id: what leads or refers to the node follows. A node that becomes the start
         *     takes this from the one before. `node_type`, `is_ending_node` and `ending` agree: sending one
         *     brings the others along, sending them at odds is refused.
         * @example {
         *       "content": "It is deep.",
         *       "on_enter": [
         *         "courage += 1"
         *       ]
         *     }
         */
        EditNode: {
            /** Key */
            key?: string;
            /**
             * Node Title
             * @default
             */
            node_title: string;
            /**
             * Content
             * @description Markdown, with `{variable}` and `{if …}`.
             * @default
             */
            content: string;
            /**
             * Node Type
             * @default story
             * @enum {string}
             */
            node_type: "story" | "choice" | "ending" | "puzzle";
            /**
             * Is Starting Node
             * @default false
             */
            is_starting_node: boolean;
            /**
             * Is Ending Node
             * @default false
             */
            is_ending_node: boolean;
            /**
             * On Enter
             * @description One effect a text, as `courage += 1`.
             */
            on_enter?: string[];
            /** Media */
            media?: components["schemas"]["MediaForm"][];
            /** Tags */
            tags?: string[];
            position?: components["schemas"]["PositionForm"] | null;
            /**
             * Note
             * @description For the story's people alone.
             * @default
             */
            note: string;
            puzzle?: components["schemas"]["PuzzleForm"] | null;
            ending?: components["schemas"]["EndingForm"] | null;
        };
        /**
         * EditStory
         * @description What is to change; what is left out stays.
         * @example {
         *       "tags": [
         *         "short"
         *       ],
         *       "title": "The well, again"
         *     }
         */
        EditStory: {
            /** Title */
            title?: string;
            /** Description */
            description?: string;
            /**
             * Difficulty Level
             * @enum {string}
             */
            difficulty_level?: "easy" | "medium" | "hard";
            /** Category */
            category?: string;
            /** Tags */
            tags?: string[];
            /**
             * Content Notes
             * @description What readers are warned of.
             */
            content_notes?: string[];
            /**
             * Language
             * @description As BCP 47: `en`, `pt-BR`.
             */
            language?: string;
            /**
             * Listed
             * @description Whether the catalogue shows it once it is published. For its owners.
             * @default true
             */
            listed: boolean;
            /**
             * Cover Media Id
             * @description A picture that you uploaded to `/media`; null takes the cover away.
             */
            cover_media_id?: string | null;
        };
        /**
         * EndingForm
         * @description How the story ends there.
         */
        EndingForm: {
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Tone
             * @default
             */
            tone: string;
        };
        /**
         * GenerationOptions
         * @description What may be asked for besides the kind; each kind takes its own.
         */
        GenerationOptions: {
            /**
             * Progress Id
             * @description audio: narrate this play of yours, from its start.
             */
            progress_id?: string | null;
            /**
             * Path
             * @description audio: narrate one way: the ids or keys of its nodes, from the start on.
             */
            path?: string[] | null;
            /**
             * Voices
             * @description audio, epub: who speaks for which protagonist, by their keys.
             */
            voices?: {
                [key: string]: string;
            } | null;
            /**
             * Narrated
             * @description epub: one that reads itself aloud.
             */
            narrated?: boolean | null;
            /**
             * Paper
             * @description pdf: the size of its pages, a5 when left out.
             */
            paper?: ("a4" | "a5" | "letter") | null;
        };
        /**
         * HoldReport
         * @description Why the thing is held, for the log.
         * @example {
         *       "note": "Asked the police."
         *     }
         */
        HoldReport: {
            /** Note */
            note?: string | null;
        };
        /**
         * Invite
         * @description Who is to work on the story, and as what.
         * @example {
         *       "role": "editor",
         *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a2"
         *     }
         */
        Invite: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /**
             * Role
             * @enum {string}
             */
            role: "owner" | "editor" | "viewer";
        };
        /**
         * JobStatus
         * @description Where a job stands.
         * @enum {string}
         */
        JobStatus: "pending" | "running" | "succeeded" | "failed" | "cancelled";
        /**
         * LeaveForGood
         * @description The password, as the proof that it is the person who leaves.
         * @example {
         *       "password": "correct horse battery"
         *     }
         */
        LeaveForGood: {
            /**
             * Password
             * @example correct horse battery
             */
            password: string;
        };
        /**
         * LogIn
         * @description Who one is, by either email or username, and the password.
         * @example {
         *       "password": "correct horse battery",
         *       "username": "ada"
         *     }
         */
        LogIn: {
            /** Email */
            email?: string | null;
            /** Username */
            username?: string | null;
            /**
             * Password
             * @example correct horse battery
             */
            password: string;
        };
        /**
         * MakeApiToken
         * @description A personal API token to be made.
         * @example {
         *       "expires_in": 2592000,
         *       "name": "backup script",
         *       "scopes": [
         *         "read"
         *       ]
         *     }
         */
        MakeApiToken: {
            /** Name */
            name: string;
            /**
             * Scopes
             * @description `write` includes `read`.
             */
            scopes: ("read" | "write")[];
            /**
             * Expires In
             * @description Seconds until it is over; left out: never.
             */
            expires_in?: number | null;
        };
        /**
         * MakeLink
         * @description A new guest link; everything may be left out.
         * @example {
         *       "expires_in": 3600,
         *       "max_views": 10,
         *       "passcode": "lighthouse"
         *     }
         */
        MakeLink: {
            /** Expires In */
            expires_in?: number | null;
            /** Passcode */
            passcode?: string | null;
            /** Max Views */
            max_views?: number | null;
        };
        /**
         * MakeReport
         * @description What is wrong with which thing.
         * @example {
         *       "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
         *       "kind": "clip",
         *       "note": "The second picture is of me.",
         *       "reason": "harassment"
         *     }
         */
        MakeReport: {
            kind: components["schemas"]["ReportKind"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            reason: components["schemas"]["ReportReason"];
            /** Note */
            note?: string | null;
        };
        /**
         * MakeWebhook
         * @description A program that is to be sent events.
         * @example {
         *       "events": [
         *         "story.reacted",
         *         "story.replied"
         *       ],
         *       "url": "https://example.com/hook"
         *     }
         */
        MakeWebhook: {
            /**
             * Url
             * @description https, at a public address.
             */
            url: string;
            /**
             * Events
             * @description Each at most once.
             */
            events: string[];
            /**
             * Secret
             * @description Signs the deliveries; made and shown once where it is left out.
             */
            secret?: string | null;
        };
        /**
         * MarkRead
         * @description Which notifications were read: some by id, or all of them.
         * @example {
         *       "all": true
         *     }
         */
        MarkRead: {
            /** Ids */
            ids?: string[] | null;
            /**
             * All
             * @default false
             */
            all: boolean;
        };
        /**
         * MediaForm
         * @description A picture or sound; source: the id of media of yours, or as the node answers it.
         */
        MediaForm: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "image" | "audio";
            /** Source */
            source: string;
            /**
             * Alt Text
             * @default
             */
            alt_text: string;
            /**
             * Url
             * @description As the node answers it; not looked at.
             */
            url?: string | null;
        };
        /**
         * NotificationChoices
         * @description Which notifications one wants; only the kinds that are sent change.
         */
        NotificationChoices: {
            /**
             * Clips
             * @default true
             */
            clips: boolean;
            /**
             * Follows
             * @default true
             */
            follows: boolean;
            /**
             * Reactions
             * @default true
             */
            reactions: boolean;
            /**
             * Replies
             * @default true
             */
            replies: boolean;
            /**
             * Comments
             * @default true
             */
            comments: boolean;
            /**
             * Mentions
             * @default true
             */
            mentions: boolean;
            /**
             * Reposts
             * @default true
             */
            reposts: boolean;
            /**
             * Stories
             * @default true
             */
            stories: boolean;
            /**
             * Achievements
             * @default true
             */
            achievements: boolean;
            /**
             * Collaborations
             * @default true
             */
            collaborations: boolean;
        };
        /**
         * Playback
         * @description What a viewer did while a clip was played.
         *
         *     completed: it was shown to its end. exit: the player was left. forward, back: a tap to the next
         *     clip or to the one before. link: a link sticker was opened.
         * @example {
         *       "event": "completed"
         *     }
         */
        Playback: {
            /**
             * Event
             * @enum {string}
             */
            event: "completed" | "exit" | "forward" | "back" | "link";
        };
        /**
         * Playtest
         * @description Where a playtest begins, and with what; all of it may be left out.
         * @example {
         *       "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
         *       "seed": "5eed",
         *       "variables": {
         *         "courage": 3
         *       }
         *     }
         */
        Playtest: {
            /**
             * Node Id
             * @description Absent: where the story begins.
             */
            node_id?: string | null;
            /**
             * Variables
             * @description Values in place of the initial ones.
             */
            variables?: {
                [key: string]: boolean | number | string;
            };
            /**
             * Seed
             * @description Hexadecimal digits; with the same seed dice fall alike.
             */
            seed?: string | null;
        };
        /**
         * PositionForm
         * @description Where the node lies on the author's map, in pixels.
         */
        PositionForm: {
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * ProfileChanges
         * @description What to change in one's profile; a field that is left out stays as it is.
         * @example {
         *       "bio": "Poetical science.",
         *       "is_locked": true,
         *       "time_zone": "Europe/London"
         *     }
         */
        ProfileChanges: {
            /**
             * Username
             * @description 3 to 30 letters, digits, `_` and `.`; unique in any case and Unicode form.
             * @example ada
             */
            username?: string;
            /**
             * Email
             * @example ada@example.com
             */
            email?: string;
            /** Display Name */
            display_name?: string;
            /** Bio */
            bio?: string;
            /**
             * Time Zone
             * @description An IANA name, such as Europe/Berlin.
             */
            time_zone?: string;
            /**
             * Language
             * @description A BCP 47 tag, such as en or pt-BR.
             */
            language?: string;
            /**
             * Is Locked
             * @description Whether followers have to ask. Unlocking accepts everyone who is waiting.
             */
            is_locked?: boolean;
        };
        /**
         * Publish
         * @description Whether readers may have the story.
         * @example {
         *       "is_published": true
         *     }
         */
        Publish: {
            /** Is Published */
            is_published: boolean;
        };
        /**
         * PushKeys
         * @description The browser's public key and secret, with which pushes are sealed for it alone.
         */
        PushKeys: {
            /** P256Dh */
            p256dh: string;
            /** Auth */
            auth: string;
        };
        /**
         * PuzzleForm
         * @description A puzzle as the document has it; `success` and `failure` are keys of nodes.
         */
        PuzzleForm: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "text" | "number" | "order" | "match";
            /**
             * Prompt
             * @default
             */
            prompt: string;
            /**
             * Answers
             * @description Texts or numbers; for `match` a map from left to right.
             */
            answers?: (string | (number))[] | {
                [key: string]: string;
            };
            /**
             * Case Sensitive
             * @default false
             */
            case_sensitive: boolean;
            /** Hints */
            hints?: string[];
            /** Attempts */
            attempts?: number | null;
            /**
             * Success
             * @description The key of a node.
             */
            success: string;
            /** Failure */
            failure?: string | null;
        };
        /**
         * RateStory
         * @description A rating and, if one likes, words: plain text, shown as it was written.
         * @example {
         *       "rating": 4,
         *       "review": "I went down the well twice."
         *     }
         */
        RateStory: {
            /** Rating */
            rating: number;
            /** Review */
            review?: string | null;
        };
        /**
         * React
         * @description One emoji. Joined people, flags, skin tones and keycaps count as one.
         * @example {
         *       "emoji": "❤️"
         *     }
         */
        React: {
            /**
             * Emoji
             * @description Exactly one emoji.
             */
            emoji: string;
        };
        /**
         * Refresh
         * @description The refresh token of the last session answer.
         * @example {
         *       "refresh_token": "emr_0195a3f07b1c7c3e9a543f2b6f0c1d2e.0.…"
         *     }
         */
        Refresh: {
            /** Refresh Token */
            refresh_token: string;
        };
        /**
         * Register
         * @description A new account.
         * @example {
         *       "email": "ada@example.com",
         *       "password": "correct horse battery",
         *       "username": "ada"
         *     }
         */
        Register: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Password
             * @example correct horse battery
             */
            password: string;
            /**
             * Username
             * @description 3 to 30 letters, digits, `_` and `.`; unique in any case and Unicode form.
             * @example ada
             */
            username: string;
            /**
             * Invite
             * @description The code of an invitation; needed where the server's `EMBERLINE_SIGNUP` is `invite` (else 403). The operator makes one with `emberline admin invite`.
             */
            invite?: string | null;
        };
        /**
         * ReportKind
         * @description What can be reported.
         * @enum {string}
         */
        ReportKind: "clip" | "story" | "review" | "comment" | "user";
        /**
         * ReportReason
         * @description Why something is reported.
         * @enum {string}
         */
        ReportReason: "spam" | "nudity" | "violence" | "harassment" | "other";
        /**
         * RepostClip
         * @description One's own words above another's clip, and whom the repost is meant for.
         * @example {
         *       "caption": "Look at this",
         *       "visibility": "FOLLOWERS"
         *     }
         */
        RepostClip: {
            /** Caption */
            caption?: string | null;
            /** @default PUBLIC */
            visibility: components["schemas"]["Visibility"];
            /**
             * Audience User Ids
             * @default []
             */
            audience_user_ids: string[];
        };
        /**
         * ResolveReport
         * @description What is done about the thing, and why, for the log.
         * @example {
         *       "action": "remove",
         *       "note": "Against the house rules."
         *     }
         */
        ResolveReport: {
            /**
             * Action
             * @enum {string}
             */
            action: "dismiss" | "remove" | "suspend";
            /** Note */
            note?: string | null;
        };
        /**
         * Rewind
         * @description How many moves to take back.
         * @example {
         *       "steps": 1
         *     }
         */
        Rewind: {
            /**
             * Steps
             * @default 1
             */
            steps: number;
            /**
             * Progress Id
             * @description Which play; absent: the newest one.
             */
            progress_id?: string | null;
        };
        /**
         * RollDice
         * @description Dice to roll in a playtest.
         * @example {
         *       "dice": "2d6+1"
         *     }
         */
        RollDice: {
            /** Dice */
            dice: string;
            /**
             * Progress Id
             * @description Which play; absent: the newest one.
             */
            progress_id?: string | null;
        };
        /**
         * RollForm
         * @description Dice that decide; `success` and `failure` are keys of nodes.
         */
        RollForm: {
            /** Dice */
            dice: string;
            /** Modifier */
            modifier?: string | null;
            /** Target */
            target: number;
            /**
             * Success
             * @description The key of a node.
             */
            success: string;
            /**
             * Failure
             * @description The key of a node.
             */
            failure: string;
        };
        /**
         * SaveProgress
         * @description A game to save: where it stands, and the choices that led there.
         * @example {
         *       "choices_made": [
         *         {
         *           "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
         *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1"
         *         }
         *       ],
         *       "current_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
         *       "slot": "before the wolf",
         *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1"
         *     }
         */
        SaveProgress: {
            /**
             * Story Id
             * Format: uuid
             */
            story_id: string;
            /**
             * Current Node Id
             * Format: uuid
             */
            current_node_id: string;
            /** Choices Made */
            choices_made: components["schemas"]["ChoiceMade"][];
            /**
             * User Id
             * @description When sent, the caller's own.
             */
            user_id?: string | null;
            /** Slot */
            slot?: string | null;
            /**
             * Progress Id
             * @description Which play; absent: the newest one.
             */
            progress_id?: string | null;
        };
        /**
         * SeenClips
         * @description The clips that somebody has seen since they last said so.
         * @example {
         *       "story_ids": [
         *         "0197a1b2-7c4e-7000-8000-0000000000c1"
         *       ]
         *     }
         */
        SeenClips: {
            /** Story Ids */
            story_ids: string[];
        };
        /**
         * SeenUpTo
         * @description The last clip of an author that somebody has seen, in playing order.
         * @example {
         *       "up_to": "0197a1b2-7c4e-7000-8000-0000000000c1"
         *     }
         */
        SeenUpTo: {
            /**
             * Up To
             * Format: uuid
             */
            up_to: string;
        };
        /**
         * SetVariables
         * @description Values to put in place of those of a playtest.
         * @example {
         *       "variables": {
         *         "courage": 3
         *       }
         *     }
         */
        SetVariables: {
            /** Variables */
            variables: {
                [key: string]: boolean | number | string;
            };
            /**
             * Progress Id
             * @description Which play; absent: the newest one.
             */
            progress_id?: string | null;
        };
        /**
         * ShareStory
         * @description How a story is passed on: by a link, or by a clip that invites to it.
         * @example {
         *       "to": "link"
         *     }
         */
        ShareStory: {
            /**
             * To
             * @enum {string}
             */
            to: "link" | "clip";
            visibility?: components["schemas"]["Visibility"] | null;
        };
        /**
         * SignUp
         * @description A new account. Without a username one is made from the email.
         * @example {
         *       "email": "ada@example.com",
         *       "password": "correct horse battery"
         *     }
         */
        SignUp: {
            /**
             * Email
             * @example ada@example.com
             */
            email: string;
            /**
             * Password
             * @example correct horse battery
             */
            password: string;
            /** Username */
            username?: string | null;
            /**
             * Invite
             * @description The code of an invitation; needed where the server's `EMBERLINE_SIGNUP` is `invite` (else 403). The operator makes one with `emberline admin invite`.
             */
            invite?: string | null;
        };
        /**
         * StayAt
         * @description The node at which one is; null: at none of them.
         * @example {
         *       "node_id": "0197a1b2-7c4e-7000-8000-0000000000e1"
         *     }
         */
        StayAt: {
            /** Node Id */
            node_id: string | null;
        };
        /**
         * Subscribe
         * @description A `PushSubscription`, as the browser's `toJSON()` gives it.
         * @example {
         *       "endpoint": "https://push.example.com/send/abc",
         *       "keys": {
         *         "auth": "BTBZMqHH6r4Tts7J_aSIgg",
         *         "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
         *       }
         *     }
         */
        Subscribe: {
            /** Endpoint */
            endpoint: string;
            keys: components["schemas"]["PushKeys"];
            /** Expirationtime */
            expirationTime?: number | null;
        };
        /**
         * Suggest
         * @description At which node, and whether the next scene is wanted or choices.
         * @example {
         *       "kind": "continue",
         *       "node_id": "0197a1b2-7c4e-7000-8000-0000000000e1"
         *     }
         */
        Suggest: {
            /**
             * Node Id
             * Format: uuid
             */
            node_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "continue" | "choices";
        };
        /**
         * TimerForm
         * @description A timer; default: the key of the choice that is taken when it is over.
         */
        TimerForm: {
            /** Seconds */
            seconds: number;
            /** Default */
            default?: string | null;
        };
        /**
         * Unsubscribe
         * @description The `PushSubscription` that ends; its endpoint is enough.
         * @example {
         *       "endpoint": "https://push.example.com/send/abc"
         *     }
         */
        Unsubscribe: {
            /** Endpoint */
            endpoint: string;
            keys?: components["schemas"]["PushKeys"] | null;
            /** Expirationtime */
            expirationTime?: number | null;
        };
        /**
         * Visibility
         * @description Whom a clip is meant for.
         * @enum {string}
         */
        Visibility: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
        /**
         * WriteComment
         * @description A comment for all who may see the clip.
         * @example {
         *       "text": "That lighthouse again!"
         *     }
         */
        WriteComment: {
            /** Text */
            text: string;
        };
        /**
         * WriteReply
         * @description A reply that the clip's author and its writer read, and nobody else.
         * @example {
         *       "text": "Save me a bowl!"
         *     }
         */
        WriteReply: {
            /** Text */
            text: string;
        };
        /**
         * Account
         * @description A user as they see themselves.
         */
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
        /**
         * Activity
         * @description What someone did to the story. by: null when they are gone; times: how often up to `at`.
         */
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
         * Analytics
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
        /**
         * ApiTokenEntry
         * @description A personal API token, without the token.
         */
        ApiTokenEntry: {
            id: string;
            name: string;
            scopes: ("read" | "write")[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
        };
        /**
         * Artifact
         * @description A collectible thing that a reader brought out of a story. story: null where it is gone.
         */
        Artifact: {
            item: string;
            name: string;
            description: string;
            story: components["schemas"]["TitledStory"] | null;
            /** Format: date-time */
            collected_at: string;
        };
        /**
         * Audience
         * @description How many others may see the clip at this moment, and the rule: its visibility.
         */
        Audience: {
            count: number;
            /** @enum {string} */
            rule: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
        };
        /**
         * AuthorsAnswer
         * @description What the story's author answered to a review.
         */
        AuthorsAnswer: {
            text: string;
            /** Format: date-time */
            answered_at: string;
        };
        /**
         * Boundaries
         * @description What the caller has put between themselves and a person.
         */
        Boundaries: {
            user_id: string;
            is_blocked: boolean;
            is_muted: boolean;
            is_hidden: boolean;
        };
        /**
         * CategoryCount
         * @description A category and how many listed stories it has.
         */
        CategoryCount: {
            category: string;
            count: number;
        };
        /**
         * Change
         * @description What something was and is; null: nothing.
         */
        Change: {
            before: boolean | number | string | null;
            after: boolean | number | string | null;
        };
        /**
         * Changes
         * @description What a move changed: variables by name, counts of items by key.
         */
        Changes: {
            variables: {
                [key: string]: components["schemas"]["Change"];
            };
            inventory: {
                [key: string]: components["schemas"]["Change"];
            };
        };
        /**
         * CheckReport
         * @description What a check found; `valid` when there is no error.
         */
        CheckReport: {
            valid: boolean;
            errors: components["schemas"]["Finding"][];
            warnings: components["schemas"]["Finding"][];
            metrics: components["schemas"]["Metrics"];
        };
        /**
         * Choice
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
        /**
         * ChoiceChange
         * @description A choice that came, went, or differs in `fields`.
         */
        ChoiceChange: {
            choice_id: string;
            key: string;
            /** @enum {string} */
            change: "added" | "changed" | "removed";
            fields: components["schemas"]["FieldChange"][];
        };
        /**
         * ChoiceFigures
         * @description How often a choice was made; share: of the choices made at its node.
         */
        ChoiceFigures: {
            choice_id: string;
            node_id: string;
            choice_text: string;
            count: number;
            share: number;
        };
        /**
         * ChoiceRoll
         * @description A roll as the document has it, nothing left out.
         */
        ChoiceRoll: {
            dice: string;
            /** @default null */
            modifier: string | null;
            target: number;
            success: string;
            failure: string;
        };
        /**
         * ChoiceTimer
         * @description A timer as the document has it, nothing left out.
         */
        ChoiceTimer: {
            seconds: number;
            /** @default null */
            default: string | null;
        };
        /**
         * CleanedUp
         * @description How many expired clips a clean-up put away or erased.
         */
        CleanedUp: {
            message: string;
            deleted_count: number;
        };
        /**
         * Clip
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
            /** @default null */
            reactions_count: number | null;
            /** @default null */
            my_reaction: string | null;
            /** @default [] */
            stickers: components["schemas"]["ShownSticker"][];
            /** @default null */
            origin: components["schemas"]["Origin"] | null;
            /** @default null */
            failure_reason: string | null;
            /** @default null */
            max_views: number | null;
            /** @default null */
            story_link: components["schemas"]["LinkedStory"] | null;
        };
        /**
         * ClipsOfUser
         * @description One person's clips on the older face; `count` is this page's.
         */
        ClipsOfUser: {
            user_id: string;
            clips: components["schemas"]["UploadedClip"][];
            count: number;
            meta: components["schemas"]["NextCursor"];
        };
        /**
         * CloseFriends
         * @description The close friends, by id, and as people to show.
         */
        CloseFriends: {
            user_ids: string[];
            users: components["schemas"]["PersonCard"][];
        };
        /**
         * Comment
         * @description A comment under a clip; the user is its writer.
         */
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
        /**
         * Day
         * @description How many on one day, by UTC.
         */
        Day: {
            /** Format: date */
            day: string;
            count: number;
        };
        /**
         * Deleted
         * @description The older face's answer to a deletion.
         */
        Deleted: {
            message: string;
        };
        /**
         * DeliveryAnswer
         * @description A delivery and its last attempt: when, and what it was answered (null: nothing).
         */
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
        /**
         * Diff
         * @description How two versions differ: the story's own fields, and a page of its nodes.
         */
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
        /**
         * DiffTotals
         * @description How much differs in all.
         */
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
        /**
         * Done
         * @description The enveloped data of a call whose answer is only its message.
         */
        Done: Record<string, never>;
        /**
         * DryRun
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
        /**
         * EndingFigures
         * @description An ending and how many plays came to it; share: of those that ended.
         */
        EndingFigures: {
            node_id: string;
            name: string;
            count: number;
            share: number;
        };
        /**
         * Envelope[Analytics]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Analytics_: {
            success: boolean;
            data: components["schemas"]["Analytics"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Boundaries]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Boundaries_: {
            success: boolean;
            data: components["schemas"]["Boundaries"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[CheckReport]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_CheckReport_: {
            success: boolean;
            data: components["schemas"]["CheckReport"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Choice]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Choice_: {
            success: boolean;
            data: components["schemas"]["Choice"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Clip]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Clip_: {
            success: boolean;
            data: components["schemas"]["Clip"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[CloseFriends]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_CloseFriends_: {
            success: boolean;
            data: components["schemas"]["CloseFriends"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Done]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Done_: {
            success: boolean;
            data: components["schemas"]["Done"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[ExportReport]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_ExportReport_: {
            success: boolean;
            data: components["schemas"]["ExportReport"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Export]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Export_: {
            success: boolean;
            data: components["schemas"]["Export"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Flow]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Flow_: {
            success: boolean;
            data: components["schemas"]["Flow"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[FollowState]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_FollowState_: {
            success: boolean;
            data: components["schemas"]["FollowState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[FollowerState]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_FollowerState_: {
            success: boolean;
            data: components["schemas"]["FollowerState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[ImportStarted]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_ImportStarted_: {
            success: boolean;
            data: components["schemas"]["ImportStarted"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[ImportedNow]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_ImportedNow_: {
            success: boolean;
            data: components["schemas"]["ImportedNow"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[InstanceInsights]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_InstanceInsights_: {
            success: boolean;
            data: components["schemas"]["InstanceInsights"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[JobEntry]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_JobEntry_: {
            success: boolean;
            data: components["schemas"]["JobEntry"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[NewApiToken]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_NewApiToken_: {
            success: boolean;
            data: components["schemas"]["NewApiToken"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[NewWebhook]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_NewWebhook_: {
            success: boolean;
            data: components["schemas"]["NewWebhook"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Node]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Node_: {
            success: boolean;
            data: components["schemas"]["Node"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[OwnProfile]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_OwnProfile_: {
            success: boolean;
            data: components["schemas"]["OwnProfile"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[OwnReview]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_OwnReview_: {
            success: boolean;
            data: components["schemas"]["OwnReview"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[PlayState]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_PlayState_: {
            success: boolean;
            data: components["schemas"]["PlayState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[PlayedNode]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_PlayedNode_: {
            success: boolean;
            data: components["schemas"]["PlayedNode"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[PlayedRoll]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_PlayedRoll_: {
            success: boolean;
            data: components["schemas"]["PlayedRoll"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[PlayedTurn]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_PlayedTurn_: {
            success: boolean;
            data: components["schemas"]["PlayedTurn"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[PreferencesAnswer]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_PreferencesAnswer_: {
            success: boolean;
            data: components["schemas"]["PreferencesAnswer"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Progress]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Progress_: {
            success: boolean;
            data: components["schemas"]["Progress"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[PublicProfile]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_PublicProfile_: {
            success: boolean;
            data: components["schemas"]["PublicProfile"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Publication]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Publication_: {
            success: boolean;
            data: components["schemas"]["Publication"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[PushKey]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_PushKey_: {
            success: boolean;
            data: components["schemas"]["PushKey"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[QueuedReport]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_QueuedReport_: {
            success: boolean;
            data: components["schemas"]["QueuedReport"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[ReaderStats]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_ReaderStats_: {
            success: boolean;
            data: components["schemas"]["ReaderStats"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Reported]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Reported_: {
            success: boolean;
            data: components["schemas"]["Reported"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Restored]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Restored_: {
            success: boolean;
            data: components["schemas"]["Restored"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Review]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Review_: {
            success: boolean;
            data: components["schemas"]["Review"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[SessionAnswer]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_SessionAnswer_: {
            success: boolean;
            data: components["schemas"]["SessionAnswer"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[SharedLink]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_SharedLink_: {
            success: boolean;
            data: components["schemas"]["SharedLink"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[StartedPlay]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_StartedPlay_: {
            success: boolean;
            data: components["schemas"]["StartedPlay"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[StoryPerson]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_StoryPerson_: {
            success: boolean;
            data: components["schemas"]["StoryPerson"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Story]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Story_: {
            success: boolean;
            data: components["schemas"]["Story"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[SubscriptionAnswer]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_SubscriptionAnswer_: {
            success: boolean;
            data: components["schemas"]["SubscriptionAnswer"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Unread]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Unread_: {
            success: boolean;
            data: components["schemas"]["Unread"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[Version]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        Envelope_Version_: {
            success: boolean;
            data: components["schemas"]["Version"];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[dict[str, typing.Any]]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        "Envelope_dict_str__typing.Any__": {
            success: boolean;
            data: {
                [key: string]: unknown;
            };
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[list[emberline.accounts.schemas.ApiTokenEntry]]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        "Envelope_list_emberline.accounts.schemas.ApiTokenEntry__": {
            success: boolean;
            data: components["schemas"]["ApiTokenEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[list[emberline.accounts.schemas.SessionEntry]]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        "Envelope_list_emberline.accounts.schemas.SessionEntry__": {
            success: boolean;
            data: components["schemas"]["SessionEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[list[emberline.notifications.schemas.WebhookAnswer]]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        "Envelope_list_emberline.notifications.schemas.WebhookAnswer__": {
            success: boolean;
            data: components["schemas"]["WebhookAnswer"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[list[emberline.stories.schemas.catalogue.CategoryCount]]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        "Envelope_list_emberline.stories.schemas.catalogue.CategoryCount__": {
            success: boolean;
            data: components["schemas"]["CategoryCount"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[list[emberline.stories.schemas.people.Present]]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        "Envelope_list_emberline.stories.schemas.people.Present__": {
            success: boolean;
            data: components["schemas"]["Present"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * Envelope[list[emberline.stories.schemas.plays.HeldItem]]
         * @description The answers under `/api` that no seed shaped otherwise.
         */
        "Envelope_list_emberline.stories.schemas.plays.HeldItem__": {
            success: boolean;
            data: components["schemas"]["HeldItem"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
        };
        /**
         * EnvelopedPage[Diff]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        EnvelopedPage_Diff_: {
            success: boolean;
            data: components["schemas"]["Diff"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[ImportState]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        EnvelopedPage_ImportState_: {
            success: boolean;
            data: components["schemas"]["ImportState"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[Leaderboard]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        EnvelopedPage_Leaderboard_: {
            success: boolean;
            data: components["schemas"]["Leaderboard"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[Queue]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        EnvelopedPage_Queue_: {
            success: boolean;
            data: components["schemas"]["Queue"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[ReaderAchievements]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        EnvelopedPage_ReaderAchievements_: {
            success: boolean;
            data: components["schemas"]["ReaderAchievements"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[Storage]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        EnvelopedPage_Storage_: {
            success: boolean;
            data: components["schemas"]["Storage"];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.accounts.schemas.PersonCard]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.accounts.schemas.PersonCard__": {
            success: boolean;
            data: components["schemas"]["PersonCard"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.accounts.schemas.UserEntry]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.accounts.schemas.UserEntry__": {
            success: boolean;
            data: components["schemas"]["UserEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.moderation.schemas.QueuedReport]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.moderation.schemas.QueuedReport__": {
            success: boolean;
            data: components["schemas"]["QueuedReport"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.notifications.schemas.DeliveryAnswer]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.notifications.schemas.DeliveryAnswer__": {
            success: boolean;
            data: components["schemas"]["DeliveryAnswer"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.sharing.schemas.FeedEntry]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.sharing.schemas.FeedEntry__": {
            success: boolean;
            data: components["schemas"]["FeedEntry"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.analytics.StorySummary]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.analytics.StorySummary__": {
            success: boolean;
            data: components["schemas"]["StorySummary"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.nodes.Node]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.nodes.Node__": {
            success: boolean;
            data: components["schemas"]["Node"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.people.Activity]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.people.Activity__": {
            success: boolean;
            data: components["schemas"]["Activity"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.people.StoryPerson]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.people.StoryPerson__": {
            success: boolean;
            data: components["schemas"]["StoryPerson"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.plays.Progress]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.plays.Progress__": {
            success: boolean;
            data: components["schemas"]["Progress"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.readers.Artifact]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.readers.Artifact__": {
            success: boolean;
            data: components["schemas"]["Artifact"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.readers.FinishedStory]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.readers.FinishedStory__": {
            success: boolean;
            data: components["schemas"]["FinishedStory"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.stories.Story]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.stories.Story__": {
            success: boolean;
            data: components["schemas"]["Story"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.stories.Template]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.stories.Template__": {
            success: boolean;
            data: components["schemas"]["Template"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * EnvelopedPage[list[emberline.stories.schemas.versions.Version]]
         * @description A page of a list in the envelope of `/api`, and where the next begins.
         */
        "EnvelopedPage_list_emberline.stories.schemas.versions.Version__": {
            success: boolean;
            data: components["schemas"]["Version"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["Meta"];
        };
        /**
         * Export
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
        /**
         * ExportReport
         * @description What a format cannot hold of a story; lines are null.
         */
        ExportReport: {
            /** @enum {string} */
            format: "json" | "csv" | "twee";
            findings: components["schemas"]["ImportFinding"][];
        };
        /**
         * FeedEntry
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
        /**
         * FieldChange
         * @description A field that differs; null where there is none.
         */
        FieldChange: {
            field: string;
            before: unknown;
            after: unknown;
        };
        /**
         * Finding
         * @description Something that is wrong, or may be.
         *
         *         node, choice: the keys of where it is; neither, where it is about the story as a whole. line,
         *         column: the place within the text that the message names (the first ones are 1); a line only
         *         where it is a text for the reader.
         */
        Finding: {
            code: ("bad_value" | "dead_end" | "duplicate_key" | "duplicate_letter" | "format" | "item_never_given" | "missing_target" | "no_start" | "no_way_to_ending" | "several_starts" | "syntax" | "timer_without_way" | "too_large" | "type" | "undeclared") | ("empty_content" | "long_node" | "unreachable_node" | "unused_achievement" | "unused_item" | "unused_variable");
            /** @default null */
            node: string | null;
            /** @default null */
            choice: string | null;
            /** @default null */
            line: number | null;
            /** @default null */
            column: number | null;
            message: string;
        };
        /**
         * FinishedStory
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
        /**
         * Flow
         * @description A draft as boxes and arrows. version: whose readers were counted; null for none.
         */
        Flow: {
            nodes: components["schemas"]["FlowNode"][];
            edges: components["schemas"]["FlowEdge"][];
            version: number | null;
        };
        /**
         * FlowEdge
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
            /** @default null */
            times: number | null;
            /** @default null */
            share: number | null;
        };
        /**
         * FlowNode
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
            /** @default null */
            visits: number | null;
            /** @default null */
            left: number | null;
        };
        /**
         * FollowState
         * @description Where the caller stands with a person now.
         */
        FollowState: {
            user_id: string;
            /** @enum {string} */
            state: "following" | "none" | "requested";
        };
        /**
         * FollowedClip
         * @description A clip on the older face, with its author's name.
         */
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
        /**
         * FollowedClips
         * @description The clips of those the caller follows, on the older face; `count` is this page's.
         */
        FollowedClips: {
            clips: components["schemas"]["FollowedClip"][];
            count: number;
            meta: components["schemas"]["NextCursor"];
        };
        /**
         * FollowerState
         * @description Whether a person follows the caller now.
         */
        FollowerState: {
            user_id: string;
            follows_you: boolean;
        };
        /**
         * FoundEnding
         * @description An ending that a reader found, and how many times they came to it.
         */
        FoundEnding: {
            name: string;
            tone: string;
            times: number;
            /** Format: date-time */
            found_at: string;
        };
        /**
         * Freezer
         * @description Who froze a version.
         */
        Freezer: {
            user_id: string;
            username: string;
        };
        /**
         * Generation
         * @description A generation. result_url: the main file's, null until it succeeded.
         */
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
        /**
         * GenerationFailure
         * @description Why there is no result, and what to do.
         */
        GenerationFailure: {
            code: string;
            message: string;
        };
        /**
         * GenerationFile
         * @description A file to fetch, with ranges; its address is yours alone and good for some hours.
         */
        GenerationFile: {
            name: string;
            media_type: string;
            bytes: number;
            url: string;
        };
        /**
         * GenerationLogEntry
         * @description Something that happened on the way. scene: its number in reading order, from 1.
         */
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
        /**
         * GenerationLogPage
         * @description A page of a generation's log, the oldest first.
         */
        GenerationLogPage: {
            data: components["schemas"]["GenerationLogEntry"][];
            meta: components["schemas"]["PagedMeta"];
        };
        /**
         * GenerationPage
         * @description A page of your generations, the newest first.
         */
        GenerationPage: {
            data: components["schemas"]["Generation"][];
            meta: components["schemas"]["PagedMeta"];
        };
        /**
         * Health
         * @description One word: `ok` or `ready`.
         */
        Health: {
            /** @enum {string} */
            status: "ok" | "ready";
        };
        /**
         * HeldItem
         * @description Something in the inventory.
         */
        HeldItem: {
            item: string;
            name: string;
            count: number;
        };
        /**
         * Highlight
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
        /**
         * ImportFailure
         * @description Why an import came to nothing.
         */
        ImportFailure: {
            /** @enum {string} */
            code: "cancelled" | "given_up" | "nothing_imported";
            message: string;
        };
        /**
         * ImportFinding
         * @description Something in a file that could not be carried over, or is not as it should be.
         */
        ImportFinding: {
            /** @description Of the file, from 1; null: of all of it. */
            line: number | null;
            code: string;
            message: string;
        };
        /**
         * ImportOutcome
         * @description What came of one story, or of a file of which none could be made.
         */
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
        /**
         * ImportReachable
         * @description The share of passages that links lead to, from 0 to 1: in the file, and in the story.
         */
        ImportReachable: {
            before: number;
            after: number;
        };
        /**
         * ImportReport
         * @description What was found in a story; of a rejected one the reasons come first.
         */
        ImportReport: {
            findings: components["schemas"]["ImportFinding"][];
            reachable?: components["schemas"]["ImportReachable"];
        };
        /**
         * ImportStarted
         * @description An import that goes on by itself.
         */
        ImportStarted: {
            import_id: string;
        };
        /**
         * ImportState
         * @description How far an import is, and what came of its stories so far.
         */
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
        /**
         * ImportedNow
         * @description What came of each story of a file.
         */
        ImportedNow: {
            stories: components["schemas"]["ImportOutcome"][];
        };
        /**
         * Inbox
         * @description A page of what one was told, in the envelope of `/api`.
         */
        Inbox: {
            success: boolean;
            data: components["schemas"]["NotificationAnswer"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["InboxMeta"];
        };
        /**
         * InboxMeta
         * @description Where the inbox's next page begins, and how many are unread: 1,000 means that or more.
         */
        InboxMeta: {
            next_cursor: string | null;
            total?: number;
            unread_count: number;
        };
        /**
         * Insights
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
         * InstanceInsights
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
        /**
         * JobEntry
         * @description A job, without what it was told: that may be somebody's secret.
         */
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
        /**
         * JobFigures
         * @description How many jobs of a kind are in a state; since when the oldest of them has been due.
         */
        JobFigures: {
            kind: string;
            /** @enum {string} */
            status: "pending" | "running" | "succeeded" | "failed" | "cancelled";
            count: number;
            /** Format: date-time */
            oldest_due_at: string;
        };
        /**
         * KindStorage
         * @description What media of one kind and state take up.
         */
        KindStorage: {
            /** @enum {string} */
            kind: "image" | "video" | "audio";
            /** @enum {string} */
            status: "processing" | "ready" | "failed";
            count: number;
            bytes: number;
        };
        /**
         * Leaderboard
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
        /**
         * Link
         * @description A guest link as the clip's author sees it; never its passcode.
         */
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
        /**
         * LinkedStory
         * @description The interactive story that a clip invites to; `author` is a username.
         */
        LinkedStory: {
            story_id: string;
            title: string;
            author: string;
            cover_url: string | null;
        };
        /**
         * Listing[Clip]
         * @description A bare list: its page and where the next begins.
         */
        Listing_Clip_: {
            data: components["schemas"]["Clip"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[Comment]
         * @description A bare list: its page and where the next begins.
         */
        Listing_Comment_: {
            data: components["schemas"]["Comment"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[Highlight]
         * @description A bare list: its page and where the next begins.
         */
        Listing_Highlight_: {
            data: components["schemas"]["Highlight"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[Link]
         * @description A bare list: its page and where the next begins.
         */
        Listing_Link_: {
            data: components["schemas"]["Link"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[QuestionAnswer]
         * @description A bare list: its page and where the next begins.
         */
        Listing_QuestionAnswer_: {
            data: components["schemas"]["QuestionAnswer"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[Reacted]
         * @description A bare list: its page and where the next begins.
         */
        Listing_Reacted_: {
            data: components["schemas"]["Reacted"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[Reply]
         * @description A bare list: its page and where the next begins.
         */
        Listing_Reply_: {
            data: components["schemas"]["Reply"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[TrayEntry]
         * @description A bare list: its page and where the next begins.
         */
        Listing_TrayEntry_: {
            data: components["schemas"]["TrayEntry"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[View]
         * @description A bare list: its page and where the next begins.
         */
        Listing_View_: {
            data: components["schemas"]["View"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Listing[Viewer]
         * @description A bare list: its page and where the next begins.
         */
        Listing_Viewer_: {
            data: components["schemas"]["Viewer"][];
            meta: components["schemas"]["Meta"];
        };
        /**
         * LockedAchievement
         * @description An achievement of this house that is still to be had: `progress` of `target`.
         */
        LockedAchievement: {
            key: string;
            name: string;
            description: string;
            progress: number;
            target: number;
            xp: number;
        };
        /**
         * LogEntry
         * @description What was done about a report and by whom; by nobody when an account was erased.
         */
        LogEntry: {
            by: string | null;
            by_username: string | null;
            /** @enum {string} */
            action: "hold" | "dismiss" | "remove" | "suspend" | "erased";
            note: string | null;
            /** Format: date-time */
            at: string;
        };
        /**
         * MadeChoice
         * @description A choice on the way; choice_id: None where a puzzle was answered.
         */
        MadeChoice: {
            node_id: string;
            choice_id: string | null;
        };
        /**
         * Mark
         * @description How far the caller has seen an author's clips, on whatever device they got farthest.
         */
        Mark: {
            user_id: string;
            up_to: string;
        };
        /**
         * MaySee
         * @description Whether one person may see the clip at this moment, and why: a stable word.
         */
        MaySee: {
            may_see: boolean;
            /** @enum {string} */
            why: "author" | "public" | "follower" | "close_friend" | "in_audience" | "held" | "origin_not_visible" | "draft" | "scheduled" | "expired" | "blocked" | "hidden" | "suspended" | "processing" | "failed" | "burnt" | "not_follower" | "not_close_friend" | "not_in_audience" | "private";
        };
        /**
         * Media
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
        /**
         * Meta
         * @description What a list says of itself: the cursor of the next page, null at the end.
         */
        Meta: {
            next_cursor: string | null;
            total?: number;
        };
        /**
         * Metrics
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
        /**
         * NewApiToken
         * @description A personal API token with the token itself, which is shown this once.
         */
        NewApiToken: {
            id: string;
            name: string;
            scopes: ("read" | "write")[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            token: string;
        };
        /**
         * NewWebhook
         * @description A webhook that was just made, with its secret, this once.
         */
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
        /**
         * NextCursor
         * @description Where the next page of an older-face list begins; null at the end.
         */
        NextCursor: {
            next_cursor: string | null;
        };
        /**
         * Node
         * @description A node of a draft. revision: of the node itself; its choices have their own.
         */
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
         * NodeChange
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
        /**
         * NodeEnding
         * @description How the story ends at the node.
         */
        NodeEnding: {
            /** @default  */
            name: string;
            /** @default  */
            tone: string;
        };
        /**
         * NodeFigures
         * @description How often readers came to a node, and how many plays stand there unfinished for a day.
         */
        NodeFigures: {
            node_id: string;
            node_title: string;
            visits: number;
            left: number;
            left_share: number;
        };
        /**
         * NodeMedia
         * @description A picture or sound of a node. url: where its people see it; null where it is no file here.
         */
        NodeMedia: {
            /** @enum {string} */
            kind: "image" | "audio";
            source: string;
            alt_text: string;
            url: string | null;
        };
        /**
         * NodePosition
         * @description Where the node lies on the author's map, in pixels.
         */
        NodePosition: {
            /** @default 0 */
            x: number;
            /** @default 0 */
            y: number;
        };
        /**
         * NodePuzzle
         * @description A puzzle as the document has it, its answers too, nothing left out.
         */
        NodePuzzle: {
            /** @enum {string} */
            kind: "match" | "number" | "order" | "text";
            /** @default  */
            prompt: string;
            /** @default [] */
            answers: unknown[] | {
                [key: string]: string;
            };
            /** @default false */
            case_sensitive: boolean;
            /** @default [] */
            hints: string[];
            /** @default null */
            attempts: number | null;
            success: string;
            /** @default null */
            failure: string | null;
        };
        /**
         * NotificationAnswer
         * @description One thing that happened. Without an actor the house tells it.
         */
        NotificationAnswer: {
            id: string;
            /** @enum {string} */
            type: "clip.created" | "clip.reacted" | "clip.replied" | "clip.commented" | "clip.mentioned" | "clip.reposted" | "follow.created" | "follow.requested" | "story.invited" | "moderation.held" | "moderation.released" | "moderation.removed" | "moderation.resolved" | "achievement.unlocked" | "review.created" | "review.answered" | "webhook.disabled";
            actor: components["schemas"]["PersonCard"] | null;
            clip_id?: string;
            story_id?: string;
            /** Format: date-time */
            created_at: string;
            read_at: string | null;
        };
        /**
         * OfferedRoll
         * @description Dice that a choice will roll.
         */
        OfferedRoll: {
            dice: string;
            target: number | null;
        };
        /**
         * Origin
         * @description The clip that a repost shows.
         */
        Origin: {
            id: string;
            story_id: string;
            user_id: string;
            username: string;
            caption: string | null;
        };
        /**
         * OwnProfile
         * @description All of one's own profile; `follow_requests_count` are those waiting for an answer.
         */
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
        /**
         * OwnRank
         * @description Where the caller stands. rank: null while nothing was reached in this stretch of time.
         */
        OwnRank: {
            rank: number | null;
            value: number;
        };
        /**
         * OwnReview
         * @description The caller's review. first_rating: it is their first of this story, in place of none.
         */
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
        /**
         * PagedEnvelope[list[emberline.stories.schemas.catalogue.Recommendation]]
         * @description A page by its number, in the envelope of `/api`.
         */
        "PagedEnvelope_list_emberline.stories.schemas.catalogue.Recommendation__": {
            success: boolean;
            data: components["schemas"]["Recommendation"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["PagedMeta"];
        };
        /**
         * PagedEnvelope[list[emberline.stories.schemas.reviews.Review]]
         * @description A page by its number, in the envelope of `/api`.
         */
        "PagedEnvelope_list_emberline.stories.schemas.reviews.Review__": {
            success: boolean;
            data: components["schemas"]["Review"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["PagedMeta"];
        };
        /**
         * PagedEnvelope[list[emberline.stories.schemas.stories.Story]]
         * @description A page by its number, in the envelope of `/api`.
         */
        "PagedEnvelope_list_emberline.stories.schemas.stories.Story__": {
            success: boolean;
            data: components["schemas"]["Story"][];
            message: string;
            /** Format: date-time */
            timestamp: string;
            meta: components["schemas"]["PagedMeta"];
        };
        /**
         * PagedMeta
         * @description Which page of a list this is, and how many entries the list has.
         */
        PagedMeta: {
            page: number;
            pageSize: number;
            total: number;
        };
        /**
         * PersonCard
         * @description A person as everyone may see them.
         */
        PersonCard: {
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
        };
        /**
         * PlayState
         * @description What the reader carries. stats: the variables that show the character, by their labels.
         */
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
         * PlayedChoice
         * @description A choice as the reader has it.
         *
         *         timer_seconds: what is left of its time, None without a timer; timer_total_seconds: all of it.
         */
        PlayedChoice: {
            choice_id: string;
            choice_text: string;
            choice_letter: string;
            available: boolean;
            /** @default null */
            locked_text: string | null;
            /** @default null */
            timer_seconds: number | null;
            /** @default null */
            timer_total_seconds: number | null;
            /** @default null */
            roll: components["schemas"]["OfferedRoll"] | null;
        };
        /**
         * PlayedEnding
         * @description The ending that a play came to.
         */
        PlayedEnding: {
            node_id: string;
            name: string;
            tone: string;
        };
        /**
         * PlayedMedia
         * @description A picture or sound of a node.
         */
        PlayedMedia: {
            /** @enum {string} */
            kind: "image" | "audio";
            url: string;
            alt_text: string;
        };
        /**
         * PlayedNode
         * @description A node as the reader sees it. content: Markdown; content_html: the same as safe HTML.
         */
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
        /**
         * PlayedPuzzle
         * @description The question of a node, without its answers. attempts_left: None is no limit.
         */
        PlayedPuzzle: {
            /** @enum {string} */
            kind: "text" | "number" | "order" | "match";
            prompt: string;
            options: string[];
            lefts: string[];
            hints: string[];
            attempts_left: number | null;
        };
        /**
         * PlayedRoll
         * @description Dice as they fell; success: whether `total`, with every bonus, reached `target`.
         */
        PlayedRoll: {
            dice: string;
            rolls: number[];
            total: number;
            target: number | null;
            success: boolean | null;
        };
        /**
         * PlayedTurn
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
        /**
         * PollResult
         * @description How often each option was chosen, in their order; which one by the caller, if any.
         */
        PollResult: {
            counts: number[];
            total: number;
            mine: number | null;
        };
        /**
         * Position
         * @description Where the node lies on the author's map, in pixels.
         */
        Position: {
            /** @default 0 */
            x: number;
            /** @default 0 */
            y: number;
        };
        /**
         * PostingLimit
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
        /**
         * PreferencesAnswer
         * @description What a user chose, the defaults where they chose nothing.
         */
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
         * Present
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
        /**
         * Progress
         * @description A play as a saved game.
         */
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
         * PublicProfile
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
         * Publication
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
        /**
         * PushKey
         * @description The server's VAPID key, as `applicationServerKey` of `pushManager.subscribe`.
         */
        PushKey: {
            public_key: string;
        };
        /**
         * QuestionAnswer
         * @description Someone's answer to a question.
         */
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
        /**
         * Queue
         * @description The jobs by kind and state, and a page of them, the newest first.
         */
        Queue: {
            figures: components["schemas"]["JobFigures"][];
            jobs: components["schemas"]["JobEntry"][];
        };
        /**
         * QueuedReport
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
        /**
         * Ranked
         * @description Somebody on a leaderboard. Those who reached the same share a rank, and the next is lower.
         */
        Ranked: {
            rank: number;
            value: number;
            user: components["schemas"]["PersonCard"];
        };
        /**
         * Reacted
         * @description Someone's reaction to a clip.
         */
        Reacted: {
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            emoji: string;
            /** Format: date-time */
            reacted_at: string;
        };
        /**
         * Reaction
         * @description The caller's reaction. first_reaction: there was none before.
         */
        Reaction: {
            story_id: string;
            user_id: string;
            emoji: string;
            /** Format: date-time */
            reacted_at: string;
            first_reaction: boolean;
        };
        /**
         * ReaderAchievements
         * @description What a reader unlocked, newest first. locked: what is left and no secret; only one's own.
         */
        ReaderAchievements: {
            unlocked: components["schemas"]["UnlockedAchievement"][];
            locked?: components["schemas"]["LockedAchievement"][];
        };
        /**
         * ReaderStats
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
         * Recommendation
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
            /** @default null */
            because_story_id: string | null;
            /** @default null */
            because_title: string | null;
        };
        /**
         * Reply
         * @description A private reply to a clip; the user is its writer.
         */
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
        /**
         * Reported
         * @description A report as its reporter made it. What comes of it is between moderators.
         */
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
        /**
         * RequestedGeneration
         * @description A generation that was asked for.
         */
        RequestedGeneration: {
            id: string;
            /** @enum {string} */
            status: "pending" | "in_progress" | "succeeded" | "failed";
            /** @description 0 to 100. */
            progress: number;
        };
        /**
         * Restored
         * @description A draft that is now as a version was; revision: of the draft.
         */
        Restored: {
            story_id: string;
            version: number;
            revision: number;
        };
        /**
         * Review
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
        /**
         * SessionAnswer
         * @description A session: the access token for the next `expires_in` seconds, and how to get the next.
         */
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
        /**
         * SessionEntry
         * @description A place where one is signed in; `current` is the one that asks.
         */
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
        /**
         * SharedLink
         * @description Where whoever is sent the link finds the story; for each person who shares it another.
         */
        SharedLink: {
            url: string;
        };
        /**
         * SharedStory
         * @description What a link tells of the story behind it. read_url: where it is read, naming the link.
         */
        SharedStory: {
            story_id: string;
            title: string;
            description: string;
            author: string;
            cover_url: string | null;
            read_url: string;
        };
        /**
         * ShownSticker
         * @description A sticker as it is shown; what else it has is its type's.
         *
         *         question, options: a poll's. prompt: a question's. user_id, username: a mention's. url: a
         *         link's. story_id, title: an interactive story's.
         */
        ShownSticker: {
            id: string;
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
         * StartedPlay
         * @description Where a play stands. play_token: for guests, to send as `X-Play-Token` from now on.
         */
        StartedPlay: {
            node: components["schemas"]["PlayedNode"];
            progress_id: string;
            version: number | null;
            state: components["schemas"]["PlayState"];
            is_ending: boolean;
            ending: components["schemas"]["PlayedEnding"] | null;
            newer_version: number | null;
            /** @default [] */
            notes: string[];
            /** @default null */
            play_token: string | null;
        };
        /**
         * StickerAnswer
         * @description The caller's vote (`option`) or answer (`text`).
         */
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
         * Storage
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
         * Story
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
        /**
         * StoryCard
         * @description A story where another thing leads to it.
         */
        StoryCard: {
            story_id: string;
            title: string;
            author: string;
            author_id: string;
            cover_url: string | null;
            description: string;
        };
        /**
         * StoryPerson
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
         * StorySummary
         * @description How one story did in all its versions. rating: the mean; null without one.
         */
        StorySummary: {
            story_id: string;
            title: string;
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
        };
        /**
         * StuckPlays
         * @description Plays that would have to stay on their version: where they stand, and why.
         */
        StuckPlays: {
            node_id: string;
            node_title: string;
            plays: number;
            /** @enum {string} */
            reason: "node_gone" | "became_ending" | "no_way_on";
            message: string;
        };
        /**
         * SubscriptionAnswer
         * @description A browser that takes pushes.
         */
        SubscriptionAnswer: {
            id: string;
            endpoint: string;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * Taps
         * @description How often viewers went on or back.
         */
        Taps: {
            forward: number;
            back: number;
        };
        /**
         * Template
         * @description What a new story may begin as, to be named in `POST /api/stories`.
         */
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
        /**
         * TicketAnswer
         * @description A ticket to one connection.
         */
        TicketAnswer: {
            /** @description Send it as `?ticket=`; it opens once. */
            ticket: string;
            /** @description Seconds until it opens nothing. */
            expires_in: number;
        };
        /**
         * TitledStory
         * @description A story that is there to be read.
         */
        TitledStory: {
            story_id: string;
            title: string;
        };
        /**
         * TrayEntry
         * @description An author's active clips that the caller may see.
         *
         *         latest_at: when the newest of them was published. first_unseen_id: where to begin to play; null
         *         when all are seen, as one's own are.
         */
        TrayEntry: {
            user: components["schemas"]["PersonCard"];
            clips_count: number;
            unseen_count: number;
            /** Format: date-time */
            latest_at: string;
            first_unseen_id: string | null;
        };
        /**
         * Unlocked
         * @description An achievement of the story that a move unlocked.
         */
        Unlocked: {
            key: string;
            name: string;
            description: string;
        };
        /**
         * UnlockedAchievement
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
        /**
         * Unread
         * @description What is left unread: 1,000 means that or more.
         */
        Unread: {
            unread_count: number;
        };
        /**
         * Upload
         * @description A resumable upload that was begun: where its bytes go, and until when.
         */
        Upload: {
            upload_id: string;
            location: string;
            length: number;
            /** Format: date-time */
            expires_at: string;
        };
        /**
         * Uploaded
         * @description The older face's answer to an upload.
         */
        Uploaded: {
            message: string;
            clip: components["schemas"]["UploadedClip"];
        };
        /**
         * UploadedClip
         * @description A clip on the older face; a text has no file.
         */
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
         * UserEntry
         * @description A user as administrators see them.
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
        };
        /**
         * UserStorage
         * @description What one person's media take up.
         */
        UserStorage: {
            user_id: string;
            username: string;
            count: number;
            bytes: number;
        };
        /**
         * Version
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
        /**
         * View
         * @description A view as it was recorded the first time.
         */
        View: {
            story_id: string;
            viewer_id: string;
            /** Format: date-time */
            viewed_at: string;
            first_view: boolean;
        };
        /**
         * Viewer
         * @description Someone who has seen a clip; `emoji` is their reaction, null without one.
         */
        Viewer: {
            user_id: string;
            username: string;
            display_name: string;
            avatar_url: string | null;
            /** Format: date-time */
            viewed_at: string;
            emoji: string | null;
        };
        /**
         * Viewership
         * @description Who has seen the clip, by what they are to its author now; each counts once.
         */
        Viewership: {
            close_friends: number;
            followers: number;
            others: number;
        };
        /**
         * ViewsInHour
         * @description How many saw the clip for the first time in the hour that begins `at`.
         */
        ViewsInHour: {
            /** Format: date-time */
            at: string;
            views: number;
        };
        /**
         * Voice
         * @description A voice that narrates.
         */
        Voice: {
            id: string;
            name: string;
            /** @description As BCP 47 has it. */
            language: string;
            /** @enum {string} */
            engine: "espeak" | "piper";
            gender: string | null;
        };
        /**
         * VoiceTotal
         * @description How many voices there are.
         */
        VoiceTotal: {
            total: number;
        };
        /**
         * Voices
         * @description All voices of this server.
         */
        Voices: {
            data: components["schemas"]["Voice"][];
            meta: components["schemas"]["VoiceTotal"];
        };
        /**
         * Warnings
         * @description What the author of a sound story may want to know.
         */
        Warnings: {
            warnings: components["schemas"]["Finding"][];
        };
        /**
         * WebhookAnswer
         * @description A webhook. `failing_since`: nothing was taken since; `disabled_at`: it was switched off.
         */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "width": 1536,
                     *           "height": 2048,
                     *           "duration_seconds": null,
                     *           "alt_text": "A lighthouse in fog",
                     *           "caption": "Last light",
                     *           "visibility": "FOLLOWERS",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": "2026-03-02T12:00:00Z",
                     *           "is_active": true,
                     *           "status": "ready",
                     *           "seen": false,
                     *           "allow_replies": true,
                     *           "allow_reactions": true,
                     *           "allow_comments": true,
                     *           "views_count": null,
                     *           "audience_user_ids": null,
                     *           "reactions_count": null,
                     *           "my_reaction": null,
                     *           "stickers": [],
                     *           "origin": null,
                     *           "failure_reason": null,
                     *           "max_views": null,
                     *           "story_link": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                /**
                 * @example {
                 *       "text": "Back at six. Soup is on.",
                 *       "visibility": "CLOSE_FRIENDS"
                 *     }
                 */
                "application/json": {
                    /** Text */
                    text?: string | null;
                    /** Media Id */
                    media_id?: string | null;
                    /** Media Url */
                    media_url?: string | null;
                    /** Caption */
                    caption?: string | null;
                    /** Alt Text */
                    alt_text?: string | null;
                    /**
                     * Visibility
                     * @description Whom a clip is meant for.
                     * @enum {string}
                     */
                    visibility?: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
                    /**
                     * Audience User Ids
                     * @default []
                     */
                    audience_user_ids?: string[];
                    /** Expires In */
                    expires_in?: number | null;
                    /**
                     * Draft
                     * @description Only you see it until you publish it; its time begins then.
                     * @default false
                     */
                    draft?: boolean;
                    /** Publish At */
                    publish_at?: string | null;
                    /** Max Views */
                    max_views?: number | null;
                    /**
                     * Allow Replies
                     * @default true
                     */
                    allow_replies?: boolean;
                    /**
                     * Allow Reactions
                     * @default true
                     */
                    allow_reactions?: boolean;
                    /**
                     * Allow Comments
                     * @default true
                     */
                    allow_comments?: boolean;
                    /**
                     * Stickers
                     * @description Laid on the clip; each gets an `id` here.
                     * @default []
                     */
                    stickers?: ({
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "poll";
                        /** Question */
                        question: string;
                        /** Options */
                        options: string[];
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "question";
                        /** Prompt */
                        prompt: string;
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "mention";
                        /**
                         * User Id
                         * Format: uuid
                         */
                        user_id: string;
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "link";
                        /**
                         * Url
                         * Format: uri
                         */
                        url: string;
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "story";
                        /**
                         * Story Id
                         * Format: uuid
                         */
                        story_id: string;
                    })[];
                    /** Story Link */
                    story_link?: string | null;
                };
                /**
                 * @example {
                 *       "caption": "Last light",
                 *       "visibility": "FOLLOWERS"
                 *     }
                 */
                "multipart/form-data": {
                    /** Text */
                    text?: string | null;
                    /** Media Id */
                    media_id?: string | null;
                    /** Media Url */
                    media_url?: string | null;
                    /** Caption */
                    caption?: string | null;
                    /** Alt Text */
                    alt_text?: string | null;
                    /**
                     * Visibility
                     * @description Whom a clip is meant for.
                     * @enum {string}
                     */
                    visibility?: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
                    /**
                     * Audience User Ids
                     * @default []
                     */
                    audience_user_ids?: string[];
                    /** Expires In */
                    expires_in?: number | null;
                    /**
                     * Draft
                     * @description Only you see it until you publish it; its time begins then.
                     * @default false
                     */
                    draft?: boolean;
                    /** Publish At */
                    publish_at?: string | null;
                    /** Max Views */
                    max_views?: number | null;
                    /**
                     * Allow Replies
                     * @default true
                     */
                    allow_replies?: boolean;
                    /**
                     * Allow Reactions
                     * @default true
                     */
                    allow_reactions?: boolean;
                    /**
                     * Allow Comments
                     * @default true
                     */
                    allow_comments?: boolean;
                    /**
                     * Stickers
                     * @description Laid on the clip; each gets an `id` here.
                     * @default []
                     */
                    stickers?: ({
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "poll";
                        /** Question */
                        question: string;
                        /** Options */
                        options: string[];
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "question";
                        /** Prompt */
                        prompt: string;
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "mention";
                        /**
                         * User Id
                         * Format: uuid
                         */
                        user_id: string;
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "link";
                        /**
                         * Url
                         * Format: uri
                         */
                        url: string;
                    } | {
                        /** X */
                        x: number;
                        /** Y */
                        y: number;
                        /**
                         * Type
                         * @constant
                         */
                        type: "story";
                        /**
                         * Story Id
                         * Format: uuid
                         */
                        story_id: string;
                    })[];
                    /** Story Link */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "username": "mara",
                     *       "kind": "image",
                     *       "text": null,
                     *       "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "alt_text": "A lighthouse in fog",
                     *       "caption": "Last light",
                     *       "visibility": "FOLLOWERS",
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "expires_at": "2026-03-02T12:00:00Z",
                     *       "is_active": true,
                     *       "status": "ready",
                     *       "seen": false,
                     *       "allow_replies": true,
                     *       "allow_reactions": true,
                     *       "allow_comments": true,
                     *       "views_count": null,
                     *       "audience_user_ids": null,
                     *       "reactions_count": null,
                     *       "my_reaction": null,
                     *       "stickers": [],
                     *       "origin": null,
                     *       "failure_reason": null,
                     *       "max_views": null,
                     *       "story_link": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "username": "mara",
                     *       "kind": "image",
                     *       "text": null,
                     *       "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "alt_text": "A lighthouse in fog",
                     *       "caption": "Last light",
                     *       "visibility": "FOLLOWERS",
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "expires_at": "2026-03-02T12:00:00Z",
                     *       "is_active": true,
                     *       "status": "ready",
                     *       "seen": false,
                     *       "allow_replies": true,
                     *       "allow_reactions": true,
                     *       "allow_comments": true,
                     *       "views_count": null,
                     *       "audience_user_ids": null,
                     *       "reactions_count": null,
                     *       "my_reaction": null,
                     *       "stickers": [],
                     *       "origin": null,
                     *       "failure_reason": null,
                     *       "max_views": null,
                     *       "story_link": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "username": "mara",
                     *       "kind": "image",
                     *       "text": null,
                     *       "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "alt_text": "A lighthouse in fog",
                     *       "caption": "Last light",
                     *       "visibility": "FOLLOWERS",
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "expires_at": "2026-03-02T12:00:00Z",
                     *       "is_active": true,
                     *       "status": "ready",
                     *       "seen": false,
                     *       "allow_replies": true,
                     *       "allow_reactions": true,
                     *       "allow_comments": true,
                     *       "views_count": null,
                     *       "audience_user_ids": null,
                     *       "reactions_count": null,
                     *       "my_reaction": null,
                     *       "stickers": [],
                     *       "origin": null,
                     *       "failure_reason": null,
                     *       "max_views": null,
                     *       "story_link": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "user": {
                     *             "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *             "username": "mara",
                     *             "display_name": "Mara",
                     *             "avatar_url": "/files/avatar/0197a1b2-7c4e-7000-8000-0000000000a1/0197a1b2-0000-7000-8000-00000000c0de"
                     *           },
                     *           "clips_count": 3,
                     *           "unseen_count": 1,
                     *           "latest_at": "2026-03-01T12:00:00Z",
                     *           "first_unseen_id": "0197a1b2-7c4e-7000-8000-0000000000c1"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "up_to": "0197a1b2-7c4e-7000-8000-0000000000c1"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "viewer_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *       "viewed_at": "2026-03-01T12:03:07Z",
                     *       "first_view": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "viewer_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *           "viewed_at": "2026-03-01T12:03:07Z",
                     *           "first_view": true
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *           "username": "jonas",
                     *           "display_name": "Jonas",
                     *           "avatar_url": "/files/avatar/0197a1b2-7c4e-7000-8000-0000000000b2/0197a1b2-0000-7000-8000-00000000c0de",
                     *           "viewed_at": "2026-03-01T12:03:07Z",
                     *           "emoji": "🔥"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
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
                    /**
                     * @example {
                     *       "limit": 60,
                     *       "used": 2,
                     *       "remaining": 58,
                     *       "resets_at": "2026-03-01T13:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "width": 1536,
                     *           "height": 2048,
                     *           "duration_seconds": null,
                     *           "alt_text": "A lighthouse in fog",
                     *           "caption": "Last light",
                     *           "visibility": "FOLLOWERS",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": null,
                     *           "is_active": false,
                     *           "status": "ready",
                     *           "seen": true,
                     *           "allow_replies": true,
                     *           "allow_reactions": true,
                     *           "allow_comments": true,
                     *           "views_count": 0,
                     *           "audience_user_ids": [],
                     *           "reactions_count": 0,
                     *           "my_reaction": null,
                     *           "stickers": [],
                     *           "origin": null,
                     *           "failure_reason": null,
                     *           "max_views": null,
                     *           "story_link": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "username": "mara",
                     *       "kind": "image",
                     *       "text": null,
                     *       "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "alt_text": "A lighthouse in fog",
                     *       "caption": "Last light",
                     *       "visibility": "FOLLOWERS",
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "expires_at": "2026-03-02T12:00:00Z",
                     *       "is_active": true,
                     *       "status": "ready",
                     *       "seen": false,
                     *       "allow_replies": true,
                     *       "allow_reactions": true,
                     *       "allow_comments": true,
                     *       "views_count": null,
                     *       "audience_user_ids": null,
                     *       "reactions_count": null,
                     *       "my_reaction": null,
                     *       "stickers": [],
                     *       "origin": null,
                     *       "failure_reason": null,
                     *       "max_views": null,
                     *       "story_link": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "width": 1536,
                     *           "height": 2048,
                     *           "duration_seconds": null,
                     *           "alt_text": "A lighthouse in fog",
                     *           "caption": "Last light",
                     *           "visibility": "FOLLOWERS",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": "2026-03-02T12:00:00Z",
                     *           "is_active": true,
                     *           "status": "ready",
                     *           "seen": false,
                     *           "allow_replies": true,
                     *           "allow_reactions": true,
                     *           "allow_comments": true,
                     *           "views_count": null,
                     *           "audience_user_ids": null,
                     *           "reactions_count": null,
                     *           "my_reaction": null,
                     *           "stickers": [],
                     *           "origin": null,
                     *           "failure_reason": null,
                     *           "max_views": null,
                     *           "story_link": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "width": 1536,
                     *           "height": 2048,
                     *           "duration_seconds": null,
                     *           "alt_text": "A lighthouse in fog",
                     *           "caption": "Last light",
                     *           "visibility": "FOLLOWERS",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": "2026-03-02T12:00:00Z",
                     *           "is_active": true,
                     *           "status": "ready",
                     *           "seen": false,
                     *           "allow_replies": true,
                     *           "allow_reactions": true,
                     *           "allow_comments": true,
                     *           "views_count": null,
                     *           "audience_user_ids": null,
                     *           "reactions_count": null,
                     *           "my_reaction": null,
                     *           "stickers": [],
                     *           "origin": null,
                     *           "failure_reason": null,
                     *           "max_views": null,
                     *           "story_link": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000c2",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c2",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *       "username": "jonas",
                     *       "kind": "image",
                     *       "text": null,
                     *       "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "alt_text": "A lighthouse in fog",
                     *       "caption": "Look at this",
                     *       "visibility": "FOLLOWERS",
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "expires_at": "2026-03-02T12:00:00Z",
                     *       "is_active": true,
                     *       "status": "ready",
                     *       "seen": true,
                     *       "allow_replies": true,
                     *       "allow_reactions": true,
                     *       "allow_comments": true,
                     *       "views_count": 0,
                     *       "audience_user_ids": [],
                     *       "reactions_count": 0,
                     *       "my_reaction": null,
                     *       "stickers": [],
                     *       "origin": {
                     *         "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "username": "mara",
                     *         "caption": "Last light"
                     *       },
                     *       "failure_reason": null,
                     *       "max_views": null,
                     *       "story_link": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *           "title": "Iceland",
                     *           "cover_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "clips": [
                     *             {
                     *               "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *               "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *               "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *               "username": "mara",
                     *               "kind": "image",
                     *               "text": null,
                     *               "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *               "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *               "width": 1536,
                     *               "height": 2048,
                     *               "duration_seconds": null,
                     *               "alt_text": "A lighthouse in fog",
                     *               "caption": "Last light",
                     *               "visibility": "FOLLOWERS",
                     *               "created_at": "2026-03-01T12:00:00Z",
                     *               "expires_at": "2026-03-02T12:00:00Z",
                     *               "is_active": false,
                     *               "status": "ready",
                     *               "seen": false,
                     *               "allow_replies": true,
                     *               "allow_reactions": true,
                     *               "allow_comments": true,
                     *               "views_count": null,
                     *               "audience_user_ids": null,
                     *               "reactions_count": null,
                     *               "my_reaction": null,
                     *               "stickers": [],
                     *               "origin": null,
                     *               "failure_reason": null,
                     *               "max_views": null,
                     *               "story_link": null
                     *             }
                     *           ],
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "position": 0,
                     *           "cover_clip_id": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *       "title": "Iceland",
                     *       "cover_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "clips": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "width": 1536,
                     *           "height": 2048,
                     *           "duration_seconds": null,
                     *           "alt_text": "A lighthouse in fog",
                     *           "caption": "Last light",
                     *           "visibility": "FOLLOWERS",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": "2026-03-02T12:00:00Z",
                     *           "is_active": false,
                     *           "status": "ready",
                     *           "seen": false,
                     *           "allow_replies": true,
                     *           "allow_reactions": true,
                     *           "allow_comments": true,
                     *           "views_count": null,
                     *           "audience_user_ids": null,
                     *           "reactions_count": null,
                     *           "my_reaction": null,
                     *           "stickers": [],
                     *           "origin": null,
                     *           "failure_reason": null,
                     *           "max_views": null,
                     *           "story_link": null
                     *         }
                     *       ],
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "position": 0,
                     *       "cover_clip_id": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *       "title": "Iceland",
                     *       "cover_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "clips": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "media_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "width": 1536,
                     *           "height": 2048,
                     *           "duration_seconds": null,
                     *           "alt_text": "A lighthouse in fog",
                     *           "caption": "Last light",
                     *           "visibility": "FOLLOWERS",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": "2026-03-02T12:00:00Z",
                     *           "is_active": false,
                     *           "status": "ready",
                     *           "seen": false,
                     *           "allow_replies": true,
                     *           "allow_reactions": true,
                     *           "allow_comments": true,
                     *           "views_count": null,
                     *           "audience_user_ids": null,
                     *           "reactions_count": null,
                     *           "my_reaction": null,
                     *           "stickers": [],
                     *           "origin": null,
                     *           "failure_reason": null,
                     *           "max_views": null,
                     *           "story_link": null
                     *         }
                     *       ],
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "position": 0,
                     *       "cover_clip_id": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *           "username": "jonas",
                     *           "display_name": "Jonas",
                     *           "avatar_url": null,
                     *           "emoji": "❤️",
                     *           "reacted_at": "2026-03-01T12:03:07Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *       "emoji": "❤️",
                     *       "reacted_at": "2026-03-01T12:03:07Z",
                     *       "first_reaction": false
                     *     }
                     */
                    "application/json": components["schemas"]["Reaction"];
                };
            };
            /** @description Your first reaction. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *       "emoji": "❤️",
                     *       "reacted_at": "2026-03-01T12:03:07Z",
                     *       "first_reaction": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *           "username": "jonas",
                     *           "display_name": "Jonas",
                     *           "avatar_url": null,
                     *           "text": "Save me a bowl!",
                     *           "created_at": "2026-03-01T12:03:07Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *       "username": "jonas",
                     *       "display_name": "Jonas",
                     *       "avatar_url": null,
                     *       "text": "Save me a bowl!",
                     *       "created_at": "2026-03-01T12:03:07Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *           "username": "jonas",
                     *           "display_name": "Jonas",
                     *           "avatar_url": null,
                     *           "text": "That lighthouse again!",
                     *           "created_at": "2026-03-01T12:03:07Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *       "username": "jonas",
                     *       "display_name": "Jonas",
                     *       "avatar_url": null,
                     *       "text": "That lighthouse again!",
                     *       "created_at": "2026-03-01T12:03:07Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "counts": [
                     *         3,
                     *         5
                     *       ],
                     *       "total": 8,
                     *       "mine": 1
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "sticker_id": "0197a1b2-7c4e-7000-8000-0000000000f0",
                     *       "option": 1,
                     *       "text": null,
                     *       "answered_at": "2026-03-01T12:03:07Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "reach": 12,
                     *       "completion": 0.75,
                     *       "exits": 2,
                     *       "taps": {
                     *         "forward": 5,
                     *         "back": 1
                     *       },
                     *       "views_over_time": [
                     *         {
                     *           "at": "2026-03-01T12:00:00Z",
                     *           "views": 9
                     *         },
                     *         {
                     *           "at": "2026-03-01T13:00:00Z",
                     *           "views": 3
                     *         }
                     *       ],
                     *       "reactions": {
                     *         "🔥": 4
                     *       },
                     *       "replies": 1,
                     *       "audience": {
                     *         "close_friends": 3,
                     *         "followers": 8,
                     *         "others": 1
                     *       },
                     *       "link_views": 0,
                     *       "link_opens": 2,
                     *       "story_plays": 0
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "count": 12,
                     *       "rule": "CLOSE_FRIENDS"
                     *     }
                     */
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
                /**
                 * @example {
                 *       "caption": "Last light"
                 *     }
                 */
                "multipart/form-data": {
                    /** Caption */
                    caption?: string | null;
                    /** Alt Text */
                    alt_text?: string | null;
                    /**
                     * Visibility
                     * @description Whom a clip is meant for.
                     * @enum {string}
                     */
                    visibility?: "PUBLIC" | "FOLLOWERS" | "CLOSE_FRIENDS" | "CUSTOM" | "PRIVATE";
                    /**
                     * Audience User Ids
                     * @default []
                     */
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
                    /**
                     * @example {
                     *       "message": "Clip uploaded successfully",
                     *       "clip": {
                     *         "clip_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "file_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *         "caption": "Last light",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "expires_at": "2026-03-02T12:00:00Z",
                     *         "kind": "image",
                     *         "text": null,
                     *         "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *         "visibility": "PUBLIC"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "clips": [
                     *         {
                     *           "clip_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "file_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "caption": "Last light",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": "2026-03-02T12:00:00Z",
                     *           "kind": "image",
                     *           "text": null,
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "visibility": "PUBLIC"
                     *         }
                     *       ],
                     *       "count": 1,
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "clips": [
                     *         {
                     *           "clip_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "file_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "caption": "Last light",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": "2026-03-02T12:00:00Z",
                     *           "kind": "image",
                     *           "text": null,
                     *           "thumbnail_url": "/files/clip/0197a1b2-7c4e-7000-8000-0000000000c1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000b2&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "visibility": "PUBLIC",
                     *           "uploaded_by": "mara"
                     *         }
                     *       ],
                     *       "count": 1,
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "Clip deleted successfully"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "message": "Cleanup completed",
                     *       "deleted_count": 10
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "link_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *           "url": "/g/0197a1b27c4e700080000000000000d1kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "expires_at": "2026-03-01T13:00:00Z",
                     *           "max_views": 10,
                     *           "views": 0,
                     *           "has_passcode": true,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "link_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *       "url": "/g/0197a1b27c4e700080000000000000d1kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "expires_at": "2026-03-01T13:00:00Z",
                     *       "max_views": 10,
                     *       "views": 0,
                     *       "has_passcode": true,
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "revoked_at": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *       "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *       "username": "mara",
                     *       "kind": "image",
                     *       "text": null,
                     *       "media_url": "/files/link/0197a1b2-7c4e-7000-8000-0000000000d1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000d1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *       "thumbnail_url": null,
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "alt_text": "A lighthouse in fog",
                     *       "caption": "Last light",
                     *       "visibility": "FOLLOWERS",
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "expires_at": "2026-03-02T12:00:00Z",
                     *       "is_active": true,
                     *       "status": "ready",
                     *       "seen": false,
                     *       "allow_replies": false,
                     *       "allow_reactions": false,
                     *       "allow_comments": false,
                     *       "views_count": null,
                     *       "audience_user_ids": null,
                     *       "reactions_count": null,
                     *       "my_reaction": null,
                     *       "stickers": [],
                     *       "origin": null,
                     *       "failure_reason": null,
                     *       "max_views": null,
                     *       "story_link": null
                     *     }
                     */
                    "application/json": components["schemas"]["Clip"];
                    /** @example <!doctype html>… */
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
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
            };
        };
    };
    list_story_analytics_api_admin_analytics_stories_get: {
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
            /** @description A list; an entry: How one story did in all its versions. rating: the mean; null without one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000b1",
                     *           "title": "The well",
                     *           "is_published": true,
                     *           "version": 2,
                     *           "plays": 52,
                     *           "plays_this_week": 12,
                     *           "completions": 39,
                     *           "completion_rate": 0.75,
                     *           "rating": 4.5,
                     *           "ratings_count": 6,
                     *           "updated_at": "2026-03-01T12:00:00Z"
                     *         }
                     *       ],
                     *       "message": "How your stories did.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000b1",
                     *         "version": 2,
                     *         "published_at": "2026-03-01T12:00:00Z",
                     *         "plays": 40,
                     *         "completions": 30,
                     *         "completion_rate": 0.75,
                     *         "median_seconds": 412,
                     *         "endings": [
                     *           {
                     *             "node_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "name": "Below",
                     *             "count": 30,
                     *             "share": 1
                     *           }
                     *         ],
                     *         "drop_off": [
                     *           {
                     *             "node_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "node_title": "At the well",
                     *             "visits": 40,
                     *             "left": 10,
                     *             "left_share": 0.25
                     *           }
                     *         ],
                     *         "choices": [
                     *           {
                     *             "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e2",
                     *             "node_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "choice_text": "Climb down",
                     *             "count": 30,
                     *             "share": 1
                     *           }
                     *         ],
                     *         "sources": {
                     *           "catalogue": 25,
                     *           "clip": 5,
                     *           "link": 10
                     *         }
                     *       },
                     *       "message": "How the version did.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Envelope_Analytics_"];
                    /**
                     * @example record,node,choice,label,count,share
                     *     plays,,,,230,
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": [
                     *         {
                     *           "name": "blank",
                     *           "title": "Untitled",
                     *           "description": "Three nodes to begin with: a start, a way on and an ending.",
                     *           "difficulty_level": "medium",
                     *           "category": "",
                     *           "nodes_count": 3,
                     *           "endings_count": 1
                     *         }
                     *       ],
                     *       "message": "What a story may begin as.",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "title": "The well",
                     *           "description": "Somebody is calling from below.",
                     *           "difficulty_level": "easy",
                     *           "category": "mystery",
                     *           "tags": [
                     *             "short",
                     *             "dark"
                     *           ],
                     *           "author": "mira",
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "language": "en",
                     *           "content_notes": [],
                     *           "is_published": false,
                     *           "listed": true,
                     *           "version": 0,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "updated_at": "2026-03-02T09:30:00Z",
                     *           "rating": null,
                     *           "ratings_count": 12,
                     *           "plays_count": 230,
                     *           "nodes_count": 48,
                     *           "endings_count": 5,
                     *           "estimated_minutes": 12,
                     *           "cover_url": null,
                     *           "revision": 7
                     *         }
                     *       ],
                     *       "message": "Drafts that are not out.",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "message": "1 story.",
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "title": "The well",
                     *           "description": "Somebody is calling from below.",
                     *           "difficulty_level": "easy",
                     *           "category": "mystery",
                     *           "tags": [
                     *             "short",
                     *             "dark"
                     *           ],
                     *           "author": "mira",
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "language": "en",
                     *           "content_notes": [],
                     *           "is_published": true,
                     *           "listed": true,
                     *           "version": 3,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "updated_at": "2026-03-02T09:30:00Z",
                     *           "rating": 4.5,
                     *           "ratings_count": 12,
                     *           "plays_count": 230,
                     *           "nodes_count": 48,
                     *           "endings_count": 5,
                     *           "estimated_minutes": 12,
                     *           "cover_url": null,
                     *           "revision": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "title": "The well",
                     *         "description": "Somebody is calling from below.",
                     *         "difficulty_level": "easy",
                     *         "category": "mystery",
                     *         "tags": [
                     *           "short",
                     *           "dark"
                     *         ],
                     *         "author": "mira",
                     *         "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "language": "en",
                     *         "content_notes": [],
                     *         "is_published": false,
                     *         "listed": true,
                     *         "version": 0,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-02T09:30:00Z",
                     *         "rating": null,
                     *         "ratings_count": 12,
                     *         "plays_count": 230,
                     *         "nodes_count": 48,
                     *         "endings_count": 5,
                     *         "estimated_minutes": 12,
                     *         "cover_url": null,
                     *         "revision": 7
                     *       },
                     *       "message": "Story created."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "message": "The story.",
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "title": "The well",
                     *         "description": "Somebody is calling from below.",
                     *         "difficulty_level": "easy",
                     *         "category": "mystery",
                     *         "tags": [
                     *           "short",
                     *           "dark"
                     *         ],
                     *         "author": "mira",
                     *         "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "language": "en",
                     *         "content_notes": [],
                     *         "is_published": true,
                     *         "listed": true,
                     *         "version": 3,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-02T09:30:00Z",
                     *         "rating": 4.5,
                     *         "ratings_count": 12,
                     *         "plays_count": 230,
                     *         "nodes_count": 48,
                     *         "endings_count": 5,
                     *         "estimated_minutes": 12,
                     *         "cover_url": null,
                     *         "revision": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "title": "The well",
                     *         "description": "Somebody is calling from below.",
                     *         "difficulty_level": "easy",
                     *         "category": "mystery",
                     *         "tags": [
                     *           "short",
                     *           "dark"
                     *         ],
                     *         "author": "mira",
                     *         "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "language": "en",
                     *         "content_notes": [],
                     *         "is_published": false,
                     *         "listed": true,
                     *         "version": 0,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-02T09:30:00Z",
                     *         "rating": null,
                     *         "ratings_count": 12,
                     *         "plays_count": 230,
                     *         "nodes_count": 48,
                     *         "endings_count": 5,
                     *         "estimated_minutes": 12,
                     *         "cover_url": null,
                     *         "revision": 7
                     *       },
                     *       "message": "Story changed."
                     *     }
                     */
                    "application/json": components["schemas"]["Envelope_Story_"];
                };
            };
            /** @description There was none of this id; now made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "title": "The well",
                     *         "description": "Somebody is calling from below.",
                     *         "difficulty_level": "easy",
                     *         "category": "mystery",
                     *         "tags": [
                     *           "short",
                     *           "dark"
                     *         ],
                     *         "author": "mira",
                     *         "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "language": "en",
                     *         "content_notes": [],
                     *         "is_published": false,
                     *         "listed": true,
                     *         "version": 0,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-02T09:30:00Z",
                     *         "rating": null,
                     *         "ratings_count": 12,
                     *         "plays_count": 230,
                     *         "nodes_count": 48,
                     *         "endings_count": 5,
                     *         "estimated_minutes": 12,
                     *         "cover_url": null,
                     *         "revision": 7
                     *       },
                     *       "message": "Story created."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {},
                     *       "message": "Story deleted."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "message": "1 story.",
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "title": "The well",
                     *           "description": "Somebody is calling from below.",
                     *           "difficulty_level": "easy",
                     *           "category": "mystery",
                     *           "tags": [
                     *             "short",
                     *             "dark"
                     *           ],
                     *           "author": "mira",
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "language": "en",
                     *           "content_notes": [],
                     *           "is_published": true,
                     *           "listed": true,
                     *           "version": 3,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "updated_at": "2026-03-02T09:30:00Z",
                     *           "rating": 4.5,
                     *           "ratings_count": 12,
                     *           "plays_count": 230,
                     *           "nodes_count": 48,
                     *           "endings_count": 5,
                     *           "estimated_minutes": 12,
                     *           "cover_url": null,
                     *           "revision": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "message": "1 story.",
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "title": "The well",
                     *           "description": "Somebody is calling from below.",
                     *           "difficulty_level": "easy",
                     *           "category": "mystery",
                     *           "tags": [
                     *             "short",
                     *             "dark"
                     *           ],
                     *           "author": "mira",
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "language": "en",
                     *           "content_notes": [],
                     *           "is_published": true,
                     *           "listed": true,
                     *           "version": 3,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "updated_at": "2026-03-02T09:30:00Z",
                     *           "rating": 4.5,
                     *           "ratings_count": 12,
                     *           "plays_count": 230,
                     *           "nodes_count": 48,
                     *           "endings_count": 5,
                     *           "estimated_minutes": 12,
                     *           "cover_url": null,
                     *           "revision": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "message": "Categories.",
                     *       "data": [
                     *         {
                     *           "category": "mystery",
                     *           "count": 12
                     *         }
                     *       ]
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "message": "Nothing has these words; for “dragon”: 1 story.",
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "title": "The well",
                     *           "description": "Somebody is calling from below.",
                     *           "difficulty_level": "easy",
                     *           "category": "mystery",
                     *           "tags": [
                     *             "short",
                     *             "dark"
                     *           ],
                     *           "author": "mira",
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "language": "en",
                     *           "content_notes": [],
                     *           "is_published": true,
                     *           "listed": true,
                     *           "version": 3,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "updated_at": "2026-03-02T09:30:00Z",
                     *           "rating": 4.5,
                     *           "ratings_count": 12,
                     *           "plays_count": 230,
                     *           "nodes_count": 48,
                     *           "endings_count": 5,
                     *           "estimated_minutes": 12,
                     *           "cover_url": null,
                     *           "revision": null
                     *         }
                     *       ],
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "message": "1 story.",
                     *       "data": [
                     *         {
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "title": "The well",
                     *           "description": "Somebody is calling from below.",
                     *           "difficulty_level": "easy",
                     *           "category": "mystery",
                     *           "tags": [
                     *             "short",
                     *             "dark"
                     *           ],
                     *           "author": "mira",
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "language": "en",
                     *           "content_notes": [],
                     *           "is_published": true,
                     *           "listed": true,
                     *           "version": 3,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "updated_at": "2026-03-02T09:30:00Z",
                     *           "rating": 4.5,
                     *           "ratings_count": 12,
                     *           "plays_count": 230,
                     *           "nodes_count": 48,
                     *           "endings_count": 5,
                     *           "estimated_minutes": 12,
                     *           "cover_url": null,
                     *           "revision": null,
                     *           "because": "because you finished The lighthouse",
                     *           "because_story_id": "0197a1b2-7c4e-7000-8000-0000000000c2",
                     *           "because_title": "The lighthouse"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "format": "emberline-story/1",
                     *         "title": "The well",
                     *         "nodes": [
                     *           {
                     *             "key": "well",
                     *             "start": true,
                     *             "choices": [
                     *               {
                     *                 "key": "down",
                     *                 "text": "Climb down",
                     *                 "to": "bottom"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "key": "bottom",
                     *             "type": "ending"
                     *           }
                     *         ]
                     *       },
                     *       "message": "The whole draft."
                     *     }
                     */
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
                /**
                 * @example {
                 *       "format": "emberline-story/1",
                 *       "title": "The well",
                 *       "nodes": [
                 *         {
                 *           "key": "well",
                 *           "start": true,
                 *           "choices": [
                 *             {
                 *               "key": "down",
                 *               "text": "Climb down",
                 *               "to": "bottom"
                 *             }
                 *           ]
                 *         },
                 *         {
                 *           "key": "bottom",
                 *           "type": "ending"
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "format": "emberline-story/1",
                     *         "title": "The well",
                     *         "nodes": [
                     *           {
                     *             "key": "well",
                     *             "start": true,
                     *             "choices": [
                     *               {
                     *                 "key": "down",
                     *                 "text": "Climb down",
                     *                 "to": "bottom"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "key": "bottom",
                     *             "type": "ending"
                     *           }
                     *         ]
                     *       },
                     *       "message": "Draft replaced."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "nodes": [
                     *           {
                     *             "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *             "key": "well",
                     *             "node_title": "At the well",
                     *             "kind": "scene",
                     *             "is_starting_node": true,
                     *             "position": null,
                     *             "visits": 120,
                     *             "left": 4
                     *           }
                     *         ],
                     *         "edges": [
                     *           {
                     *             "from_node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *             "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *             "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "label": "Climb down",
                     *             "outcome": "",
                     *             "condition": "has(rope)",
                     *             "times": 90,
                     *             "share": 0.75
                     *           }
                     *         ],
                     *         "version": 3
                     *       },
                     *       "message": "The flow."
                     *     }
                     */
                    "application/json": components["schemas"]["Envelope_Flow_"];
                    /** @example (the picture) */
                    "text/plain": string;
                    /** @example (the picture) */
                    "text/vnd.graphviz": string;
                    /** @example (the picture) */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": [
                     *         {
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *           "key": "at-the-well",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "node_title": "At the well",
                     *           "content": "It is deep.",
                     *           "node_type": "story",
                     *           "is_starting_node": true,
                     *           "is_ending_node": false,
                     *           "on_enter": [],
                     *           "media": [],
                     *           "tags": [],
                     *           "position": {
                     *             "x": 40,
                     *             "y": 80
                     *           },
                     *           "note": "",
                     *           "puzzle": null,
                     *           "ending": null,
                     *           "choices": [
                     *             {
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "key": "climb-down",
                     *               "from_node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *               "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *               "to": "bottom",
                     *               "choice_text": "Climb down",
                     *               "choice_letter": "A",
                     *               "consequences": "",
                     *               "condition": "has(rope)",
                     *               "locked_text": null,
                     *               "effects": [
                     *                 "courage += 1"
                     *               ],
                     *               "once": false,
                     *               "fallback": false,
                     *               "timer": null,
                     *               "roll": null,
                     *               "revision": 1
                     *             }
                     *           ],
                     *           "revision": 2
                     *         }
                     *       ],
                     *       "message": "Nodes.",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *         "key": "at-the-well",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "node_title": "At the well",
                     *         "content": "It is deep.",
                     *         "node_type": "story",
                     *         "is_starting_node": true,
                     *         "is_ending_node": false,
                     *         "on_enter": [],
                     *         "media": [],
                     *         "tags": [],
                     *         "position": {
                     *           "x": 40,
                     *           "y": 80
                     *         },
                     *         "note": "",
                     *         "puzzle": null,
                     *         "ending": null,
                     *         "choices": [
                     *           {
                     *             "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "key": "climb-down",
                     *             "from_node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *             "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *             "to": "bottom",
                     *             "choice_text": "Climb down",
                     *             "choice_letter": "A",
                     *             "consequences": "",
                     *             "condition": "has(rope)",
                     *             "locked_text": null,
                     *             "effects": [
                     *               "courage += 1"
                     *             ],
                     *             "once": false,
                     *             "fallback": false,
                     *             "timer": null,
                     *             "roll": null,
                     *             "revision": 1
                     *           }
                     *         ],
                     *         "revision": 2
                     *       },
                     *       "message": "Node created."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *         "key": "at-the-well",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "node_title": "At the well",
                     *         "content": "It is deep.",
                     *         "node_type": "story",
                     *         "is_starting_node": true,
                     *         "is_ending_node": false,
                     *         "on_enter": [],
                     *         "media": [],
                     *         "tags": [],
                     *         "position": {
                     *           "x": 40,
                     *           "y": 80
                     *         },
                     *         "note": "",
                     *         "puzzle": null,
                     *         "ending": null,
                     *         "choices": [
                     *           {
                     *             "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "key": "climb-down",
                     *             "from_node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *             "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *             "to": "bottom",
                     *             "choice_text": "Climb down",
                     *             "choice_letter": "A",
                     *             "consequences": "",
                     *             "condition": "has(rope)",
                     *             "locked_text": null,
                     *             "effects": [
                     *               "courage += 1"
                     *             ],
                     *             "once": false,
                     *             "fallback": false,
                     *             "timer": null,
                     *             "roll": null,
                     *             "revision": 1
                     *           }
                     *         ],
                     *         "revision": 2
                     *       },
                     *       "message": "The node."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *         "key": "at-the-well",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "node_title": "At the well",
                     *         "content": "It is deep.",
                     *         "node_type": "story",
                     *         "is_starting_node": true,
                     *         "is_ending_node": false,
                     *         "on_enter": [],
                     *         "media": [],
                     *         "tags": [],
                     *         "position": {
                     *           "x": 40,
                     *           "y": 80
                     *         },
                     *         "note": "",
                     *         "puzzle": null,
                     *         "ending": null,
                     *         "choices": [
                     *           {
                     *             "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "key": "climb-down",
                     *             "from_node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *             "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *             "to": "bottom",
                     *             "choice_text": "Climb down",
                     *             "choice_letter": "A",
                     *             "consequences": "",
                     *             "condition": "has(rope)",
                     *             "locked_text": null,
                     *             "effects": [
                     *               "courage += 1"
                     *             ],
                     *             "once": false,
                     *             "fallback": false,
                     *             "timer": null,
                     *             "roll": null,
                     *             "revision": 1
                     *           }
                     *         ],
                     *         "revision": 2
                     *       },
                     *       "message": "Node changed."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {},
                     *       "message": "Node deleted."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *         "key": "climb-down",
                     *         "from_node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *         "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *         "to": "bottom",
                     *         "choice_text": "Climb down",
                     *         "choice_letter": "A",
                     *         "consequences": "",
                     *         "condition": "has(rope)",
                     *         "locked_text": null,
                     *         "effects": [
                     *           "courage += 1"
                     *         ],
                     *         "once": false,
                     *         "fallback": false,
                     *         "timer": null,
                     *         "roll": null,
                     *         "revision": 1
                     *       },
                     *       "message": "Choice created."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {
                     *         "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *         "key": "climb-down",
                     *         "from_node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *         "to_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *         "to": "bottom",
                     *         "choice_text": "Climb down",
                     *         "choice_letter": "A",
                     *         "consequences": "",
                     *         "condition": "has(rope)",
                     *         "locked_text": null,
                     *         "effects": [
                     *           "courage += 1"
                     *         ],
                     *         "once": false,
                     *         "fallback": false,
                     *         "timer": null,
                     *         "roll": null,
                     *         "revision": 1
                     *       },
                     *       "message": "Choice changed."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "data": {},
                     *       "message": "Choice deleted."
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "valid": false,
                     *         "errors": [
                     *           {
                     *             "code": "missing_target",
                     *             "node": "well",
                     *             "choice": "down",
                     *             "message": "The choice leads to `bottom`, which is no node."
                     *           }
                     *         ],
                     *         "warnings": [
                     *           {
                     *             "code": "unreachable_node",
                     *             "node": "attic",
                     *             "message": "No way leads to `attic`."
                     *           }
                     *         ],
                     *         "metrics": {
                     *           "nodes": 12,
                     *           "choices": 20,
                     *           "endings": 3,
                     *           "words": 1400,
                     *           "unreachable_nodes": 1,
                     *           "dead_ends": 0,
                     *           "errors": 1,
                     *           "warnings": 1
                     *         }
                     *       },
                     *       "message": "Checked.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "version": 3,
                     *         "is_new": true,
                     *         "is_published": true,
                     *         "dry_run": {
                     *           "plays": 214,
                     *           "tried": 214,
                     *           "moved_unchanged": 190,
                     *           "moved_with_notes": 20,
                     *           "stuck": [
                     *             {
                     *               "node_id": "0197a1b2-7c4e-7000-8000-0000000000d7",
                     *               "node_title": "The attic",
                     *               "plays": 4,
                     *               "reason": "node_gone",
                     *               "message": "The scene `attic` is not in the new version."
                     *             }
                     *           ]
                     *         },
                     *         "report": {
                     *           "warnings": [
                     *             {
                     *               "code": "unreachable_node",
                     *               "node": "attic",
                     *               "message": "No way leads to `attic`."
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "message": "Published.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "version": 3,
                     *           "nodes_count": 12,
                     *           "endings_count": 3,
                     *           "words": 1400,
                     *           "published_at": "2026-03-01T12:00:00Z",
                     *           "published_by": {
                     *             "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *             "username": "mira"
                     *           }
                     *         }
                     *       ],
                     *       "message": "Versions.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "version": 3,
                     *         "nodes_count": 12,
                     *         "endings_count": 3,
                     *         "words": 1400,
                     *         "published_at": "2026-03-01T12:00:00Z",
                     *         "published_by": {
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "username": "mira"
                     *         }
                     *       },
                     *       "message": "A version.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "version": 2,
                     *         "revision": 41
                     *       },
                     *       "message": "The draft is as this version was.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "before": "2",
                     *         "after": "draft",
                     *         "totals": {
                     *           "nodes_added": 0,
                     *           "nodes_removed": 0,
                     *           "nodes_changed": 1,
                     *           "choices_added": 0,
                     *           "choices_removed": 0,
                     *           "choices_changed": 1,
                     *           "words_added": 2,
                     *           "words_removed": 1
                     *         },
                     *         "story": [
                     *           {
                     *             "field": "title",
                     *             "before": "The well",
                     *             "after": "The deep well"
                     *           }
                     *         ],
                     *         "nodes": [
                     *           {
                     *             "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *             "key": "well",
                     *             "node_title": "At the well",
                     *             "change": "changed",
                     *             "fields": [
                     *               {
                     *                 "field": "content",
                     *                 "before": "It is deep.",
                     *                 "after": "It is very deep."
                     *               }
                     *             ],
                     *             "choices": [
                     *               {
                     *                 "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *                 "key": "down",
                     *                 "change": "changed",
                     *                 "fields": [
                     *                   {
                     *                     "field": "choice_text",
                     *                     "before": "Climb",
                     *                     "after": "Climb down"
                     *                   }
                     *                 ]
                     *               }
                     *             ],
                     *             "words_added": 2,
                     *             "words_removed": 0
                     *           }
                     *         ]
                     *       },
                     *       "message": "What differs.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "node": {
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "node_title": "At the well",
                     *           "content": "The rope is *wet*.",
                     *           "content_html": "<p>The rope is <em>wet</em>.</p>\n",
                     *           "node_type": "story",
                     *           "is_ending": false,
                     *           "choices": [
                     *             {
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "choice_text": "Climb down",
                     *               "choice_letter": "A",
                     *               "available": true,
                     *               "locked_text": null,
                     *               "timer_seconds": 20,
                     *               "timer_total_seconds": 20,
                     *               "roll": {
                     *                 "dice": "2d6",
                     *                 "target": 7
                     *               }
                     *             }
                     *           ],
                     *           "puzzle": null,
                     *           "media": []
                     *         },
                     *         "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "version": null,
                     *         "state": {
                     *           "variables": {
                     *             "courage": 2
                     *           },
                     *           "inventory": [
                     *             {
                     *               "item": "rope",
                     *               "name": "A wet rope",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "stats": {
                     *             "Courage": 2
                     *           },
                     *           "turn": 1
                     *         },
                     *         "is_ending": false,
                     *         "ending": null,
                     *         "newer_version": null,
                     *         "notes": [],
                     *         "play_token": null
                     *       },
                     *       "message": "A playtest of the draft.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
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
                /**
                 * @example {
                 *       "file": [
                 *         "(bytes)"
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "stories": [
                     *           {
                     *             "file": "the-well.twee",
                     *             "title": "The well",
                     *             "status": "imported",
                     *             "report": {
                     *               "findings": [
                     *                 {
                     *                   "line": 12,
                     *                   "code": "not_run",
                     *                   "message": "`(live:)` is not carried over: it is text."
                     *                 }
                     *               ],
                     *               "reachable": {
                     *                 "before": 1,
                     *                 "after": 1
                     *               }
                     *             },
                     *             "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1"
                     *           },
                     *           {
                     *             "file": "more.csv",
                     *             "title": "The lake",
                     *             "status": "rejected",
                     *             "report": {
                     *               "findings": [
                     *                 {
                     *                   "line": 3,
                     *                   "code": "missing_node",
                     *                   "message": "No node is named here or above: the row is left out."
                     *                 }
                     *               ],
                     *               "reachable": {
                     *                 "before": 1,
                     *                 "after": 1
                     *               }
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "message": "1 of 2 stories imported.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Envelope_ImportedNow_"];
                };
            };
            /** @description Several files, an archive or a large file: the import goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "import_id": "0197a1b2-7c4e-7000-8000-0000000000f2"
                     *       },
                     *       "message": "The import goes on by itself.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "import_id": "0197a1b2-7c4e-7000-8000-0000000000f2",
                     *         "status": "in_progress",
                     *         "progress": 40,
                     *         "imported": 1,
                     *         "rejected": 1,
                     *         "stories": [
                     *           {
                     *             "file": "the-well.twee",
                     *             "title": "The well",
                     *             "status": "imported",
                     *             "report": {
                     *               "findings": [
                     *                 {
                     *                   "line": 12,
                     *                   "code": "not_run",
                     *                   "message": "`(live:)` is not carried over: it is text."
                     *                 }
                     *               ],
                     *               "reachable": {
                     *                 "before": 1,
                     *                 "after": 1
                     *               }
                     *             },
                     *             "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1"
                     *           },
                     *           {
                     *             "file": "more.csv",
                     *             "title": "The lake",
                     *             "status": "rejected",
                     *             "report": {
                     *               "findings": [
                     *                 {
                     *                   "line": 3,
                     *                   "code": "missing_node",
                     *                   "message": "No node is named here or above: the row is left out."
                     *                 }
                     *               ],
                     *               "reachable": {
                     *                 "before": 1,
                     *                 "after": 1
                     *               }
                     *             }
                     *           }
                     *         ],
                     *         "error": null,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "finished_at": null
                     *       },
                     *       "message": "40 % done.",
                     *       "timestamp": "2026-03-01T12:00:05Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "import_id": "0197a1b2-7c4e-7000-8000-0000000000f2",
                     *         "status": "in_progress",
                     *         "progress": 40,
                     *         "imported": 1,
                     *         "rejected": 1,
                     *         "stories": [
                     *           {
                     *             "file": "the-well.twee",
                     *             "title": "The well",
                     *             "status": "imported",
                     *             "report": {
                     *               "findings": [
                     *                 {
                     *                   "line": 12,
                     *                   "code": "not_run",
                     *                   "message": "`(live:)` is not carried over: it is text."
                     *                 }
                     *               ],
                     *               "reachable": {
                     *                 "before": 1,
                     *                 "after": 1
                     *               }
                     *             },
                     *             "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1"
                     *           },
                     *           {
                     *             "file": "more.csv",
                     *             "title": "The lake",
                     *             "status": "rejected",
                     *             "report": {
                     *               "findings": [
                     *                 {
                     *                   "line": 3,
                     *                   "code": "missing_node",
                     *                   "message": "No node is named here or above: the row is left out."
                     *                 }
                     *               ],
                     *               "reachable": {
                     *                 "before": 1,
                     *                 "after": 1
                     *               }
                     *             }
                     *           }
                     *         ],
                     *         "error": null,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "finished_at": null
                     *       },
                     *       "message": "40 % done.",
                     *       "timestamp": "2026-03-01T12:00:05Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "format": "csv",
                     *         "findings": [
                     *           {
                     *             "line": null,
                     *             "code": "lost",
                     *             "message": "CSV cannot hold 2 timers."
                     *           }
                     *         ]
                     *       },
                     *       "message": "What the file cannot hold.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    } | components["schemas"]["Envelope_ExportReport_"];
                    /** @example (the file) */
                    "text/csv": string;
                    /** @example (the file) */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000a2",
                     *           "username": "ben",
                     *           "display_name": "Ben",
                     *           "avatar_url": null,
                     *           "role": "editor",
                     *           "is_owner": false,
                     *           "added_at": "2026-03-01T12:00:00Z"
                     *         }
                     *       ],
                     *       "message": "The story's people.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000a2",
                     *         "username": "ben",
                     *         "display_name": "Ben",
                     *         "avatar_url": null,
                     *         "role": "editor",
                     *         "is_owner": false,
                     *         "added_at": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Invited.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000a2",
                     *         "username": "ben",
                     *         "display_name": "Ben",
                     *         "avatar_url": null,
                     *         "role": "editor",
                     *         "is_owner": false,
                     *         "added_at": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Role changed.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Removed.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user": {
                     *             "user_id": "0197a1b2-7c4e-7000-8000-0000000000a2",
                     *             "username": "ben",
                     *             "display_name": "Ben",
                     *             "avatar_url": null
                     *           },
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *           "since": "2026-03-01T12:00:00Z",
                     *           "holds_lock": true
                     *         }
                     *       ],
                     *       "message": "Who is there.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *           "by": {
                     *             "user_id": "0197a1b2-7c4e-7000-8000-0000000000a2",
                     *             "username": "ben",
                     *             "display_name": "Ben",
                     *             "avatar_url": null
                     *           },
                     *           "action": "node.changed",
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *           "detail": {
                     *             "key": "cellar"
                     *           },
                     *           "times": 3,
                     *           "began_at": "2026-03-01T12:00:00Z",
                     *           "at": "2026-03-01T12:00:00Z"
                     *         }
                     *       ],
                     *       "message": "What was done.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example event: text
                     *     data: {"text":"The rope"}
                     *
                     *     event: text
                     *     data: {"text":" gives."}
                     *
                     *     event: done
                     *     data: {"text":"The rope gives.","choices":null}
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "node": {
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "node_title": "At the well",
                     *           "content": "The rope is *wet*.",
                     *           "content_html": "<p>The rope is <em>wet</em>.</p>\n",
                     *           "node_type": "story",
                     *           "is_ending": false,
                     *           "choices": [
                     *             {
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "choice_text": "Climb down",
                     *               "choice_letter": "A",
                     *               "available": true,
                     *               "locked_text": null,
                     *               "timer_seconds": 20,
                     *               "timer_total_seconds": 20,
                     *               "roll": {
                     *                 "dice": "2d6",
                     *                 "target": 7
                     *               }
                     *             }
                     *           ],
                     *           "puzzle": null,
                     *           "media": []
                     *         },
                     *         "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "version": 3,
                     *         "state": {
                     *           "variables": {
                     *             "courage": 2
                     *           },
                     *           "inventory": [
                     *             {
                     *               "item": "rope",
                     *               "name": "A wet rope",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "stats": {
                     *             "Courage": 2
                     *           },
                     *           "turn": 1
                     *         },
                     *         "is_ending": false,
                     *         "ending": null,
                     *         "newer_version": null,
                     *         "notes": [],
                     *         "play_token": null
                     *       },
                     *       "message": "Play on.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *         "node_title": "At the well",
                     *         "content": "The rope is *wet*.",
                     *         "content_html": "<p>The rope is <em>wet</em>.</p>\n",
                     *         "node_type": "story",
                     *         "is_ending": false,
                     *         "choices": [
                     *           {
                     *             "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "choice_text": "Climb down",
                     *             "choice_letter": "A",
                     *             "available": true,
                     *             "locked_text": null,
                     *             "timer_seconds": 20,
                     *             "timer_total_seconds": 20,
                     *             "roll": {
                     *               "dice": "2d6",
                     *               "target": 7
                     *             }
                     *           }
                     *         ],
                     *         "puzzle": null,
                     *         "media": []
                     *       },
                     *       "message": "The node.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * Current Node Id
                     * Format: uuid
                     */
                    current_node_id: string;
                    /**
                     * Choice Id
                     * Format: uuid
                     */
                    choice_id: string;
                    /**
                     * User Id
                     * @description When sent, the caller's own.
                     */
                    user_id?: string | null;
                    /**
                     * Progress Id
                     * @description Which play; absent: the newest one.
                     */
                    progress_id?: string | null;
                    /**
                     * Turn
                     * @description `state.turn` as last seen; a later one is a 409.
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "next_node": {
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "node_title": "At the well",
                     *           "content": "The rope is *wet*.",
                     *           "content_html": "<p>The rope is <em>wet</em>.</p>\n",
                     *           "node_type": "story",
                     *           "is_ending": false,
                     *           "choices": [
                     *             {
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "choice_text": "Climb down",
                     *               "choice_letter": "A",
                     *               "available": true,
                     *               "locked_text": null,
                     *               "timer_seconds": 20,
                     *               "timer_total_seconds": 20,
                     *               "roll": {
                     *                 "dice": "2d6",
                     *                 "target": 7
                     *               }
                     *             }
                     *           ],
                     *           "puzzle": null,
                     *           "media": []
                     *         },
                     *         "consequences": "Your courage grows.",
                     *         "is_ending": false,
                     *         "ending": null,
                     *         "state": {
                     *           "variables": {
                     *             "courage": 2
                     *           },
                     *           "inventory": [
                     *             {
                     *               "item": "rope",
                     *               "name": "A wet rope",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "stats": {
                     *             "Courage": 2
                     *           },
                     *           "turn": 1
                     *         },
                     *         "changes": {
                     *           "variables": {
                     *             "courage": {
                     *               "before": 1,
                     *               "after": 2
                     *             }
                     *           },
                     *           "inventory": {
                     *             "rope": {
                     *               "before": 0,
                     *               "after": 1
                     *             }
                     *           }
                     *         },
                     *         "roll": {
                     *           "dice": "2d6",
                     *           "rolls": [
                     *             3,
                     *             5
                     *           ],
                     *           "total": 8,
                     *           "target": 7,
                     *           "success": true
                     *         },
                     *         "unlocked": [
                     *           {
                     *             "key": "brave",
                     *             "name": "Brave",
                     *             "description": "Climbed down."
                     *           }
                     *         ],
                     *         "correct": null,
                     *         "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "version": 3,
                     *         "newer_version": null
                     *       },
                     *       "message": "Chosen.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "next_node": {
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "node_title": "At the well",
                     *           "content": "The rope is *wet*.",
                     *           "content_html": "<p>The rope is <em>wet</em>.</p>\n",
                     *           "node_type": "story",
                     *           "is_ending": false,
                     *           "choices": [
                     *             {
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "choice_text": "Climb down",
                     *               "choice_letter": "A",
                     *               "available": true,
                     *               "locked_text": null,
                     *               "timer_seconds": 20,
                     *               "timer_total_seconds": 20,
                     *               "roll": {
                     *                 "dice": "2d6",
                     *                 "target": 7
                     *               }
                     *             }
                     *           ],
                     *           "puzzle": null,
                     *           "media": []
                     *         },
                     *         "consequences": "Your courage grows.",
                     *         "is_ending": false,
                     *         "ending": null,
                     *         "state": {
                     *           "variables": {
                     *             "courage": 2
                     *           },
                     *           "inventory": [
                     *             {
                     *               "item": "rope",
                     *               "name": "A wet rope",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "stats": {
                     *             "Courage": 2
                     *           },
                     *           "turn": 1
                     *         },
                     *         "changes": {
                     *           "variables": {
                     *             "courage": {
                     *               "before": 1,
                     *               "after": 2
                     *             }
                     *           },
                     *           "inventory": {
                     *             "rope": {
                     *               "before": 0,
                     *               "after": 1
                     *             }
                     *           }
                     *         },
                     *         "roll": null,
                     *         "unlocked": [
                     *           {
                     *             "key": "brave",
                     *             "name": "Brave",
                     *             "description": "Climbed down."
                     *           }
                     *         ],
                     *         "correct": true,
                     *         "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "version": 3,
                     *         "newer_version": null
                     *       },
                     *       "message": "Right.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "node": {
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "node_title": "At the well",
                     *           "content": "The rope is *wet*.",
                     *           "content_html": "<p>The rope is <em>wet</em>.</p>\n",
                     *           "node_type": "story",
                     *           "is_ending": false,
                     *           "choices": [
                     *             {
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "choice_text": "Climb down",
                     *               "choice_letter": "A",
                     *               "available": true,
                     *               "locked_text": null,
                     *               "timer_seconds": 20,
                     *               "timer_total_seconds": 20,
                     *               "roll": {
                     *                 "dice": "2d6",
                     *                 "target": 7
                     *               }
                     *             }
                     *           ],
                     *           "puzzle": null,
                     *           "media": []
                     *         },
                     *         "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "version": 3,
                     *         "state": {
                     *           "variables": {
                     *             "courage": 2
                     *           },
                     *           "inventory": [
                     *             {
                     *               "item": "rope",
                     *               "name": "A wet rope",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "stats": {
                     *             "Courage": 2
                     *           },
                     *           "turn": 1
                     *         },
                     *         "is_ending": false,
                     *         "ending": null,
                     *         "newer_version": null,
                     *         "notes": [],
                     *         "play_token": null
                     *       },
                     *       "message": "Taken back.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Envelope_StartedPlay_"];
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "item": "rope",
                     *           "name": "A wet rope",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "message": "What you carry.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "courage": 2
                     *       },
                     *       "message": "The variables.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "variables": {
                     *           "courage": 2
                     *         },
                     *         "inventory": [
                     *           {
                     *             "item": "rope",
                     *             "name": "A wet rope",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "stats": {
                     *           "Courage": 2
                     *         },
                     *         "turn": 1
                     *       },
                     *       "message": "Set.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "dice": "2d6+1",
                     *         "rolls": [
                     *           3,
                     *           5
                     *         ],
                     *         "total": 9,
                     *         "target": null,
                     *         "success": null
                     *       },
                     *       "message": "Rolled.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000b1",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "version": 3,
                     *         "slot": "before the wolf",
                     *         "current_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *         "choices_made": [
                     *           {
                     *             "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *             "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e0"
                     *           }
                     *         ],
                     *         "state": {
                     *           "variables": {
                     *             "courage": 2
                     *           },
                     *           "inventory": [
                     *             {
                     *               "item": "rope",
                     *               "name": "A wet rope",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "stats": {
                     *             "Courage": 2
                     *           },
                     *           "turn": 1
                     *         },
                     *         "start_time": "2026-03-01T12:00:00Z",
                     *         "last_updated": "2026-03-01T12:00:00Z",
                     *         "is_completed": false,
                     *         "ending": null
                     *       },
                     *       "message": "Saved.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "version": 3,
                     *           "slot": "auto",
                     *           "current_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "choices_made": [
                     *             {
                     *               "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e0"
                     *             }
                     *           ],
                     *           "state": {
                     *             "variables": {
                     *               "courage": 2
                     *             },
                     *             "inventory": [
                     *               {
                     *                 "item": "rope",
                     *                 "name": "A wet rope",
                     *                 "count": 1
                     *               }
                     *             ],
                     *             "stats": {
                     *               "Courage": 2
                     *             },
                     *             "turn": 1
                     *           },
                     *           "start_time": "2026-03-01T12:00:00Z",
                     *           "last_updated": "2026-03-01T12:00:00Z",
                     *           "is_completed": false,
                     *           "ending": null
                     *         }
                     *       ],
                     *       "message": "Saved games.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "version": 3,
                     *           "slot": "auto",
                     *           "current_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "choices_made": [
                     *             {
                     *               "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e0"
                     *             }
                     *           ],
                     *           "state": {
                     *             "variables": {
                     *               "courage": 2
                     *             },
                     *             "inventory": [
                     *               {
                     *                 "item": "rope",
                     *                 "name": "A wet rope",
                     *                 "count": 1
                     *               }
                     *             ],
                     *             "stats": {
                     *               "Courage": 2
                     *             },
                     *             "turn": 1
                     *           },
                     *           "start_time": "2026-03-01T12:00:00Z",
                     *           "last_updated": "2026-03-01T12:00:00Z",
                     *           "is_completed": false,
                     *           "ending": null
                     *         }
                     *       ],
                     *       "message": "Saved games.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "version": 3,
                     *           "slot": "auto",
                     *           "current_node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "choices_made": [
                     *             {
                     *               "node_id": "0197a1b2-7c4e-7000-8000-0000000000d1",
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e0"
                     *             }
                     *           ],
                     *           "state": {
                     *             "variables": {
                     *               "courage": 2
                     *             },
                     *             "inventory": [
                     *               {
                     *                 "item": "rope",
                     *                 "name": "A wet rope",
                     *                 "count": 1
                     *               }
                     *             ],
                     *             "stats": {
                     *               "Courage": 2
                     *             },
                     *             "turn": 1
                     *           },
                     *           "start_time": "2026-03-01T12:00:00Z",
                     *           "last_updated": "2026-03-01T12:00:00Z",
                     *           "is_completed": false,
                     *           "ending": null
                     *         }
                     *       ],
                     *       "message": "Saved games.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Deleted.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "node": {
                     *           "node_id": "0197a1b2-7c4e-7000-8000-0000000000d2",
                     *           "node_title": "At the well",
                     *           "content": "The rope is *wet*.",
                     *           "content_html": "<p>The rope is <em>wet</em>.</p>\n",
                     *           "node_type": "story",
                     *           "is_ending": false,
                     *           "choices": [
                     *             {
                     *               "choice_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "choice_text": "Climb down",
                     *               "choice_letter": "A",
                     *               "available": true,
                     *               "locked_text": null,
                     *               "timer_seconds": 20,
                     *               "timer_total_seconds": 20,
                     *               "roll": {
                     *                 "dice": "2d6",
                     *                 "target": 7
                     *               }
                     *             }
                     *           ],
                     *           "puzzle": null,
                     *           "media": []
                     *         },
                     *         "progress_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *         "version": 3,
                     *         "state": {
                     *           "variables": {
                     *             "courage": 2
                     *           },
                     *           "inventory": [
                     *             {
                     *               "item": "rope",
                     *               "name": "A wet rope",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "stats": {
                     *             "Courage": 2
                     *           },
                     *           "turn": 1
                     *         },
                     *         "is_ending": false,
                     *         "ending": null,
                     *         "newer_version": null,
                     *         "notes": [
                     *           "`courage` was 9; in its new range it is 5."
                     *         ],
                     *         "play_token": null
                     *       },
                     *       "message": "Moved.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "review_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *         "username": "jonas",
                     *         "display_name": "Jonas",
                     *         "avatar_url": null,
                     *         "rating": 4,
                     *         "review": "I went down the well twice.",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-01T12:00:00Z",
                     *         "answer": null,
                     *         "first_rating": false
                     *       },
                     *       "message": "Rated again.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Envelope_OwnReview_"];
                };
            };
            /** @description Your first rating. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "review_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *         "username": "jonas",
                     *         "display_name": "Jonas",
                     *         "avatar_url": null,
                     *         "rating": 4,
                     *         "review": "I went down the well twice.",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-01T12:00:00Z",
                     *         "answer": null,
                     *         "first_rating": true
                     *       },
                     *       "message": "Rated.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Taken back.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "review_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
                     *           "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *           "username": "jonas",
                     *           "display_name": "Jonas",
                     *           "avatar_url": null,
                     *           "rating": 4,
                     *           "review": "I went down the well twice.",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "updated_at": "2026-03-01T12:00:00Z",
                     *           "answer": {
                     *             "text": "There is a third way. Look up.",
                     *             "answered_at": "2026-03-01T12:00:00Z"
                     *           }
                     *         }
                     *       ],
                     *       "message": "Reviews.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "review_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *         "username": "jonas",
                     *         "display_name": "Jonas",
                     *         "avatar_url": null,
                     *         "rating": 4,
                     *         "review": "I went down the well twice.",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-01T12:00:00Z",
                     *         "answer": {
                     *           "text": "There is a third way. Look up.",
                     *           "answered_at": "2026-03-01T12:00:00Z"
                     *         }
                     *       },
                     *       "message": "Answered.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "review_id": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *         "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
                     *         "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *         "username": "jonas",
                     *         "display_name": "Jonas",
                     *         "avatar_url": null,
                     *         "rating": 4,
                     *         "review": "I went down the well twice.",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "updated_at": "2026-03-01T12:00:00Z",
                     *         "answer": null
                     *       },
                     *       "message": "Taken back.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-7c4e-7000-8000-00000000beef",
                     *         "stories_completed": 3,
                     *         "endings_found": 7,
                     *         "favorite_category": "mystery",
                     *         "xp": 395,
                     *         "level": 3,
                     *         "next_level_xp": 600,
                     *         "streak_days": 4,
                     *         "best_streak": 9,
                     *         "total_choices_made": 212,
                     *         "total_play_time": 87,
                     *         "show_on_leaderboard": true
                     *       },
                     *       "message": "Figures.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-7c4e-7000-8000-00000000beef",
                     *         "stories_completed": 3,
                     *         "endings_found": 7,
                     *         "favorite_category": "mystery",
                     *         "xp": 395,
                     *         "level": 3,
                     *         "next_level_xp": 600,
                     *         "streak_days": 4,
                     *         "best_streak": 9,
                     *         "total_choices_made": 212,
                     *         "total_play_time": 87,
                     *         "show_on_leaderboard": true
                     *       },
                     *       "message": "Saved.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "unlocked": [
                     *           {
                     *             "key": "first-ember",
                     *             "name": "First ember",
                     *             "description": "Finish a story.",
                     *             "scope": "house",
                     *             "story": null,
                     *             "unlocked_at": "2026-03-01T12:00:00Z"
                     *           }
                     *         ],
                     *         "locked": [
                     *           {
                     *             "key": "fireside-regular",
                     *             "name": "Fireside regular",
                     *             "description": "Finish ten stories.",
                     *             "progress": 3,
                     *             "target": 10,
                     *             "xp": 60
                     *           }
                     *         ]
                     *       },
                     *       "message": "Achievements.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "item": "brass-key",
                     *           "name": "Brass key",
                     *           "description": "Warm to the touch.",
                     *           "story": {
                     *             "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *             "title": "The well"
                     *           },
                     *           "collected_at": "2026-03-01T12:00:00Z"
                     *         }
                     *       ],
                     *       "message": "Collected things.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "story": {
                     *             "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *             "title": "The well"
                     *           },
                     *           "completed_at": "2026-03-01T12:00:00Z",
                     *           "endings": [
                     *             {
                     *               "name": "Below",
                     *               "tone": "dark",
                     *               "times": 2,
                     *               "found_at": "2026-03-01T12:00:00Z"
                     *             }
                     *           ],
                     *           "endings_found": 1,
                     *           "endings_count": 2,
                     *           "has_all_endings": false
                     *         }
                     *       ],
                     *       "message": "Finished stories.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "metric": "xp",
                     *         "period": "week",
                     *         "entries": [
                     *           {
                     *             "rank": 1,
                     *             "value": 310,
                     *             "user": {
                     *               "user_id": "0197a1b2-7c4e-7000-8000-00000000beef",
                     *               "username": "ada",
                     *               "display_name": "Ada",
                     *               "avatar_url": null
                     *             }
                     *           },
                     *           {
                     *             "rank": 2,
                     *             "value": 120,
                     *             "user": {
                     *               "user_id": "0197a1b2-7c4e-7000-8000-00000000bee0",
                     *               "username": "ben",
                     *               "display_name": "Ben",
                     *               "avatar_url": null
                     *             }
                     *           }
                     *         ],
                     *         "own": {
                     *           "rank": 2,
                     *           "value": 120
                     *         },
                     *         "neighbours": [
                     *           {
                     *             "rank": 1,
                     *             "value": 310,
                     *             "user": {
                     *               "user_id": "0197a1b2-7c4e-7000-8000-00000000beef",
                     *               "username": "ada",
                     *               "display_name": "Ada",
                     *               "avatar_url": null
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "message": "Leaderboard.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000a7",
                     *           "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *           "kind": "audio",
                     *           "status": "succeeded",
                     *           "progress": 100,
                     *           "result_url": "/files/generation/0197a1b2-7c4e-7000-8000-0000000000a7/audiobook.m4b?viewer=…&expires=1772370000&signature=…",
                     *           "results": [
                     *             {
                     *               "name": "audiobook.m4b",
                     *               "media_type": "audio/mp4",
                     *               "bytes": 2480113,
                     *               "url": "/files/generation/0197a1b2-7c4e-7000-8000-0000000000a7/audiobook.m4b?viewer=…&expires=1772370000&signature=…"
                     *             }
                     *           ],
                     *           "error": null,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "started_at": "2026-03-01T12:00:01Z",
                     *           "finished_at": "2026-03-01T12:00:21Z",
                     *           "expires_at": "2026-03-31T12:00:21Z"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000a7",
                     *       "status": "pending",
                     *       "progress": 0
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "espeak:en-gb",
                     *           "name": "English (Great Britain)",
                     *           "language": "en-GB",
                     *           "engine": "espeak",
                     *           "gender": "male"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000a7",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *       "kind": "audio",
                     *       "status": "succeeded",
                     *       "progress": 100,
                     *       "result_url": "/files/generation/0197a1b2-7c4e-7000-8000-0000000000a7/audiobook.m4b?viewer=…&expires=1772370000&signature=…",
                     *       "results": [
                     *         {
                     *           "name": "audiobook.m4b",
                     *           "media_type": "audio/mp4",
                     *           "bytes": 2480113,
                     *           "url": "/files/generation/0197a1b2-7c4e-7000-8000-0000000000a7/audiobook.m4b?viewer=…&expires=1772370000&signature=…"
                     *         }
                     *       ],
                     *       "error": null,
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "started_at": "2026-03-01T12:00:01Z",
                     *       "finished_at": "2026-03-01T12:00:21Z",
                     *       "expires_at": "2026-03-31T12:00:21Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000a7",
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *       "kind": "audio",
                     *       "status": "failed",
                     *       "progress": 42,
                     *       "result_url": null,
                     *       "results": [],
                     *       "error": {
                     *         "code": "cancelled",
                     *         "message": "You stopped it."
                     *       },
                     *       "created_at": "2026-03-01T12:00:00Z",
                     *       "started_at": "2026-03-01T12:00:01Z",
                     *       "finished_at": "2026-03-01T12:00:21Z",
                     *       "expires_at": "2026-03-31T12:00:21Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "0197a1b2-7c4e-7000-8000-0000000000a7",
                     *       "status": "pending",
                     *       "progress": 0
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000b1",
                     *           "at": "2026-03-01T12:00:03Z",
                     *           "attempt": 1,
                     *           "level": "info",
                     *           "event": "scene.rendered",
                     *           "message": "Scene 1 is narrated: The Well",
                     *           "scene": 1
                     *         }
                     *       ],
                     *       "meta": {
                     *         "page": 1,
                     *         "pageSize": 10,
                     *         "total": 1
                     *       }
                     *     }
                     */
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
                    /** @example data: {"id":"0197…","status":"in_progress","progress":42,"eta_seconds":18} */
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
                    /** @example (bytes) */
                    "audio/mp4": string;
                    /** @example (bytes) */
                    "audio/mpeg": string;
                    /** @example (bytes) */
                    "audio/ogg": string;
                    /** @example (bytes) */
                    "text/vtt": string;
                    /** @example (bytes) */
                    "application/epub+zip": string;
                    /** @example (bytes) */
                    "text/html": string;
                    /** @example (bytes) */
                    "application/pdf": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (bytes) */
                    "audio/mp4": string;
                    /** @example (bytes) */
                    "audio/mpeg": string;
                    /** @example (bytes) */
                    "audio/ogg": string;
                    /** @example (bytes) */
                    "text/vtt": string;
                    /** @example (bytes) */
                    "application/epub+zip": string;
                    /** @example (bytes) */
                    "text/html": string;
                    /** @example (bytes) */
                    "application/pdf": string;
                };
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "url": "/s/mR2v0Yb7Qk3nLs9d"
                     *       },
                     *       "message": "Send this link to whomever you like.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "kind": "reviewed",
                     *           "at": "2026-03-01T12:00:00Z",
                     *           "actor": {
                     *             "user_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *             "username": "jonas",
                     *             "display_name": "Jonas",
                     *             "avatar_url": null
                     *           },
                     *           "story": {
                     *             "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
                     *             "title": "The well",
                     *             "author": "mara",
                     *             "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *             "cover_url": null,
                     *             "description": "Somebody is calling from below."
                     *           },
                     *           "version": null,
                     *           "rating": 4,
                     *           "review": "I went down the well twice."
                     *         }
                     *       ],
                     *       "message": "Activities.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "story_id": "0197a1b2-7c4e-7000-8000-0000000000aa",
                     *       "title": "The well",
                     *       "description": "Somebody is calling from below.",
                     *       "author": "mara",
                     *       "cover_url": null,
                     *       "read_url": "/read/0197a1b2-7c4e-7000-8000-0000000000aa?via=mR2v0Yb7Qk3nLs9d"
                     *     }
                     */
                    "application/json": components["schemas"]["SharedStory"];
                    /** @example <!doctype html>… */
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
                /**
                 * @example {
                 *       "file": "(bytes)"
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
                     *       "media_url": "/files/media/0197a1b2-0000-7000-8000-00000000c0de/display.webp?viewer=0197a1b2-0000-7000-8000-00000000beef&expires=1780009200&signature=Zm9v",
                     *       "kind": "image",
                     *       "status": "ready",
                     *       "progress": 100,
                     *       "failure_reason": null,
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "bytes": 412345
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
                     *       "media_url": "/files/media/0197a1b2-0000-7000-8000-00000000c0de/display.webp?viewer=0197a1b2-0000-7000-8000-00000000beef&expires=1780009200&signature=Zm9v",
                     *       "kind": "image",
                     *       "status": "ready",
                     *       "progress": 100,
                     *       "failure_reason": null,
                     *       "width": 1536,
                     *       "height": 2048,
                     *       "duration_seconds": null,
                     *       "bytes": 412345
                     *     }
                     */
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
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
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
                /** @example (bytes) */
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
                    /**
                     * @example {
                     *       "upload_id": "0197a1b2-0000-7000-8000-00000000c0de",
                     *       "location": "/media/tus/0197a1b2-0000-7000-8000-00000000c0de",
                     *       "length": 99000000,
                     *       "expires_at": "2026-03-02T12:00:00Z"
                     *     }
                     */
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
                /** @example (bytes) */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "username": "ada",
                     *         "display_name": "Ada Lovelace",
                     *         "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de",
                     *         "email": "ada@example.org",
                     *         "bio": "Poetical science.",
                     *         "time_zone": "Europe/London",
                     *         "language": "en-GB",
                     *         "is_locked": false,
                     *         "role": "user",
                     *         "followers_count": 12,
                     *         "following_count": 3,
                     *         "follow_requests_count": 0,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "last_active": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Your profile.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "username": "ada",
                     *         "display_name": "Ada Lovelace",
                     *         "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de",
                     *         "email": "ada@example.org",
                     *         "bio": "Poetical science.",
                     *         "time_zone": "Europe/London",
                     *         "language": "en-GB",
                     *         "is_locked": false,
                     *         "role": "user",
                     *         "followers_count": 12,
                     *         "following_count": 3,
                     *         "follow_requests_count": 0,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "last_active": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Profile changed.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "username": "ada",
                     *         "display_name": "Ada Lovelace",
                     *         "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de",
                     *         "email": "ada@example.org",
                     *         "bio": "Poetical science.",
                     *         "time_zone": "Europe/London",
                     *         "language": "en-GB",
                     *         "is_locked": false,
                     *         "role": "user",
                     *         "followers_count": 12,
                     *         "following_count": 3,
                     *         "follow_requests_count": 0,
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "last_active": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Avatar changed.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "display_name": "Ada Lovelace",
                     *           "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *         }
                     *       ],
                     *       "message": "People found.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "username": "ada",
                     *         "display_name": "Ada Lovelace",
                     *         "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de",
                     *         "bio": "Poetical science.",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "is_locked": false,
                     *         "followers_count": 12,
                     *         "following_count": 3,
                     *         "is_following": true,
                     *         "follow_requested": false,
                     *         "clips_count": 3,
                     *         "follows_you": false,
                     *         "is_muted": false,
                     *         "is_hidden": false
                     *       },
                     *       "message": "Profile.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "state": "following"
                     *       },
                     *       "message": "You follow them now.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "state": "none"
                     *       },
                     *       "message": "You do not follow them.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "follows_you": false
                     *       },
                     *       "message": "They do not follow you.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "display_name": "Ada Lovelace",
                     *           "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *         }
                     *       ],
                     *       "message": "Followers.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "display_name": "Ada Lovelace",
                     *           "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *         }
                     *       ],
                     *       "message": "Following.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "display_name": "Ada Lovelace",
                     *           "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *         }
                     *       ],
                     *       "message": "Follow requests.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "follows_you": true
                     *       },
                     *       "message": "They follow you now.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "follows_you": false
                     *       },
                     *       "message": "Request turned down.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "is_blocked": true,
                     *         "is_muted": false,
                     *         "is_hidden": false
                     *       },
                     *       "message": "The block stands.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "is_blocked": false,
                     *         "is_muted": false,
                     *         "is_hidden": false
                     *       },
                     *       "message": "No block stands.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "display_name": "Ada Lovelace",
                     *           "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *         }
                     *       ],
                     *       "message": "Your blocks.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "is_blocked": false,
                     *         "is_muted": true,
                     *         "is_hidden": false
                     *       },
                     *       "message": "The mute stands.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "is_blocked": false,
                     *         "is_muted": false,
                     *         "is_hidden": false
                     *       },
                     *       "message": "No mute stands.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "display_name": "Ada Lovelace",
                     *           "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *         }
                     *       ],
                     *       "message": "Your mutes.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "is_blocked": false,
                     *         "is_muted": false,
                     *         "is_hidden": true
                     *       },
                     *       "message": "The hide stands.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *         "is_blocked": false,
                     *         "is_muted": false,
                     *         "is_hidden": false
                     *       },
                     *       "message": "No hide stands.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "display_name": "Ada Lovelace",
                     *           "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *         }
                     *       ],
                     *       "message": "Your hides.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_ids": [
                     *           "0197a1b2-0000-7000-8000-00000000beef"
                     *         ],
                     *         "users": [
                     *           {
                     *             "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *             "username": "ada",
                     *             "display_name": "Ada Lovelace",
                     *             "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *           }
                     *         ]
                     *       },
                     *       "message": "Your close friends.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "user_ids": [
                     *           "0197a1b2-0000-7000-8000-00000000beef"
                     *         ],
                     *         "users": [
                     *           {
                     *             "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *             "username": "ada",
                     *             "display_name": "Ada Lovelace",
                     *             "avatar_url": "/files/avatar/0197a1b2-0000-7000-8000-00000000beef/0197a1b2-0000-7000-8000-00000000c0de"
                     *           }
                     *         ]
                     *       },
                     *       "message": "Close friends chosen.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "report_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *         "kind": "clip",
                     *         "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "reason": "harassment",
                     *         "note": "The second picture is of me.",
                     *         "created_at": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Reported. Moderators will look at it.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "report_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *           "kind": "clip",
                     *           "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *           "reason": "harassment",
                     *           "note": "The second picture is of me.",
                     *           "snapshot": {
                     *             "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *             "author_username": "mara",
                     *             "kind": "image",
                     *             "text": null,
                     *             "caption": "Last light",
                     *             "alt_text": null,
                     *             "stickers": [],
                     *             "visibility": "PUBLIC",
                     *             "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
                     *             "origin_id": null,
                     *             "story_link_id": null,
                     *             "published_at": "2026-03-01T11:00:00Z",
                     *             "expires_at": "2026-03-02T11:00:00Z",
                     *             "media_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *             "thumbnail_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg"
                     *           },
                     *           "status": "held",
                     *           "log": [
                     *             {
                     *               "by": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *               "by_username": "ida",
                     *               "action": "hold",
                     *               "note": "Asked the author.",
                     *               "at": "2026-03-01T12:00:00Z"
                     *             }
                     *           ],
                     *           "reporter_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *           "reporter_username": "jonas",
                     *           "created_at": "2026-03-01T12:00:00Z"
                     *         }
                     *       ],
                     *       "message": "Reports.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "report_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *         "kind": "clip",
                     *         "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "reason": "harassment",
                     *         "note": "The second picture is of me.",
                     *         "snapshot": {
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "author_username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "caption": "Last light",
                     *           "alt_text": null,
                     *           "stickers": [],
                     *           "visibility": "PUBLIC",
                     *           "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
                     *           "origin_id": null,
                     *           "story_link_id": null,
                     *           "published_at": "2026-03-01T11:00:00Z",
                     *           "expires_at": "2026-03-02T11:00:00Z",
                     *           "media_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg"
                     *         },
                     *         "status": "held",
                     *         "log": [
                     *           {
                     *             "by": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "by_username": "ida",
                     *             "action": "hold",
                     *             "note": "Asked the author.",
                     *             "at": "2026-03-01T12:00:00Z"
                     *           }
                     *         ],
                     *         "reporter_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *         "reporter_username": "jonas",
                     *         "created_at": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Report.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "report_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *         "kind": "clip",
                     *         "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "reason": "harassment",
                     *         "note": "The second picture is of me.",
                     *         "snapshot": {
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "author_username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "caption": "Last light",
                     *           "alt_text": null,
                     *           "stickers": [],
                     *           "visibility": "PUBLIC",
                     *           "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
                     *           "origin_id": null,
                     *           "story_link_id": null,
                     *           "published_at": "2026-03-01T11:00:00Z",
                     *           "expires_at": "2026-03-02T11:00:00Z",
                     *           "media_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg"
                     *         },
                     *         "status": "held",
                     *         "log": [
                     *           {
                     *             "by": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "by_username": "ida",
                     *             "action": "hold",
                     *             "note": "Asked the author.",
                     *             "at": "2026-03-01T12:00:00Z"
                     *           }
                     *         ],
                     *         "reporter_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *         "reporter_username": "jonas",
                     *         "created_at": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Report.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "report_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
                     *         "kind": "clip",
                     *         "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
                     *         "reason": "harassment",
                     *         "note": "The second picture is of me.",
                     *         "snapshot": {
                     *           "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
                     *           "author_username": "mara",
                     *           "kind": "image",
                     *           "text": null,
                     *           "caption": "Last light",
                     *           "alt_text": null,
                     *           "stickers": [],
                     *           "visibility": "PUBLIC",
                     *           "media_id": "0197a1b2-0000-7000-8000-00000000c0de",
                     *           "origin_id": null,
                     *           "story_link_id": null,
                     *           "published_at": "2026-03-01T11:00:00Z",
                     *           "expires_at": "2026-03-02T11:00:00Z",
                     *           "media_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/display.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg",
                     *           "thumbnail_url": "/files/report/0197a1b2-7c4e-7000-8000-0000000000f1/thumbnail.webp?viewer=0197a1b2-7c4e-7000-8000-0000000000a1&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg"
                     *         },
                     *         "status": "resolved",
                     *         "log": [
                     *           {
                     *             "by": "0197a1b2-7c4e-7000-8000-0000000000e1",
                     *             "by_username": "ida",
                     *             "action": "hold",
                     *             "note": "Asked the author.",
                     *             "at": "2026-03-01T12:00:00Z"
                     *           }
                     *         ],
                     *         "reporter_id": "0197a1b2-7c4e-7000-8000-0000000000b2",
                     *         "reporter_username": "jonas",
                     *         "created_at": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "Resolved.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
            };
            /** @description The range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (bytes) */
                    "image/webp": string;
                    /** @example (bytes) */
                    "video/mp4": string;
                    /** @example (bytes) */
                    "audio/mp4": string;
                };
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "type": "clip.reacted",
                     *           "actor": {
                     *             "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *             "username": "ada",
                     *             "display_name": "Ada Lovelace",
                     *             "avatar_url": null
                     *           },
                     *           "clip_id": "0197a1b2-0000-7000-8000-00000000cafe",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "read_at": null
                     *         }
                     *       ],
                     *       "message": "Your notifications.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null,
                     *         "unread_count": 1
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "unread_count": 0
                     *       },
                     *       "message": "Marked as read.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                     *       },
                     *       "message": "The key for `pushManager.subscribe`.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *         "endpoint": "https://push.example.com/send/abc",
                     *         "created_at": "2026-03-01T12:00:00Z"
                     *       },
                     *       "message": "This browser takes pushes now.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "This browser takes no more pushes.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "url": "https://example.com/hook",
                     *           "events": [
                     *             "story.reacted",
                     *             "story.replied"
                     *           ],
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "failing_since": null,
                     *           "disabled_at": null
                     *         }
                     *       ],
                     *       "message": "Your webhooks.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *         "url": "https://example.com/hook",
                     *         "events": [
                     *           "story.reacted",
                     *           "story.replied"
                     *         ],
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "failing_since": null,
                     *         "disabled_at": null,
                     *         "secret": "whsec_5f0c…"
                     *       },
                     *       "message": "Keep the secret now: it is not shown again.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Webhook deleted.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2f",
                     *           "event": "story.reacted",
                     *           "status": "delivered",
                     *           "attempts": 1,
                     *           "response_code": 204,
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "attempted_at": "2026-03-01T12:00:00Z"
                     *         }
                     *       ],
                     *       "message": "What was delivered.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
        responses: never;
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
                    /**
                     * @example id: 01a2….42
                     *     data: {"type":"story.viewed","data":{…},"timestamp":"…","id":42}
                     */
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
                    /**
                     * @example {
                     *       "ticket": "p1Zr0wq3vZt8e5c1bYx2k9m4n7s6d0f3",
                     *       "expires_in": 30
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "asyncapi": "3.0.0",
                     *       "info": {},
                     *       "channels": {},
                     *       "operations": {}
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "token": "eyJhbGciOiJIUzI1NiIs…",
                     *       "access_token": "eyJhbGciOiJIUzI1NiIs…",
                     *       "refresh_token": "emr_0195a3…",
                     *       "token_type": "Bearer",
                     *       "expires_in": 900,
                     *       "user": {
                     *         "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *         "username": "ada",
                     *         "email": "ada@example.com",
                     *         "display_name": "ada",
                     *         "bio": "",
                     *         "time_zone": "UTC",
                     *         "language": "en",
                     *         "is_locked": false,
                     *         "role": "user",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "last_active": "2026-03-01T12:00:00Z"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "token": "eyJhbGciOiJIUzI1NiIs…",
                     *         "access_token": "eyJhbGciOiJIUzI1NiIs…",
                     *         "refresh_token": "emr_0195a3…",
                     *         "token_type": "Bearer",
                     *         "expires_in": 900,
                     *         "user": {
                     *           "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "username": "ada",
                     *           "email": "ada@example.com",
                     *           "display_name": "ada",
                     *           "bio": "",
                     *           "time_zone": "UTC",
                     *           "language": "en",
                     *           "is_locked": false,
                     *           "role": "user",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "last_active": "2026-03-01T12:00:00Z"
                     *         }
                     *       },
                     *       "message": "Signed in.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "token": "eyJhbGciOiJIUzI1NiIs…",
                     *       "access_token": "eyJhbGciOiJIUzI1NiIs…",
                     *       "refresh_token": "emr_0195a3…",
                     *       "token_type": "Bearer",
                     *       "expires_in": 900,
                     *       "user": {
                     *         "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *         "username": "ada",
                     *         "email": "ada@example.com",
                     *         "display_name": "ada",
                     *         "bio": "",
                     *         "time_zone": "UTC",
                     *         "language": "en",
                     *         "is_locked": false,
                     *         "role": "user",
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "last_active": "2026-03-01T12:00:00Z"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "token": "eyJhbGciOiJIUzI1NiIs…",
                     *         "access_token": "eyJhbGciOiJIUzI1NiIs…",
                     *         "refresh_token": "emr_0195a3…",
                     *         "token_type": "Bearer",
                     *         "expires_in": 900,
                     *         "user": {
                     *           "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "username": "ada",
                     *           "email": "ada@example.com",
                     *           "display_name": "ada",
                     *           "bio": "",
                     *           "time_zone": "UTC",
                     *           "language": "en",
                     *           "is_locked": false,
                     *           "role": "user",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "last_active": "2026-03-01T12:00:00Z"
                     *         }
                     *       },
                     *       "message": "Signed in.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "token": "eyJhbGciOiJIUzI1NiIs…",
                     *         "access_token": "eyJhbGciOiJIUzI1NiIs…",
                     *         "refresh_token": "emr_0195a3…",
                     *         "token_type": "Bearer",
                     *         "expires_in": 900,
                     *         "user": {
                     *           "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "username": "ada",
                     *           "email": "ada@example.com",
                     *           "display_name": "ada",
                     *           "bio": "",
                     *           "time_zone": "UTC",
                     *           "language": "en",
                     *           "is_locked": false,
                     *           "role": "user",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "last_active": "2026-03-01T12:00:00Z"
                     *         }
                     *       },
                     *       "message": "Signed in.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Signed out.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "device": "Firefox on Linux",
                     *           "address": "203.0.113.7",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "last_used_at": "2026-03-01T12:00:00Z",
                     *           "current": true
                     *         }
                     *       ],
                     *       "message": "Where you are signed in.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Session ended.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Password changed.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "If an account has this email, a mail is on its way.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Password changed.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "name": "backup script",
                     *           "scopes": [
                     *             "read"
                     *           ],
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "expires_at": null
                     *         }
                     *       ],
                     *       "message": "Your API tokens.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *         "name": "backup script",
                     *         "scopes": [
                     *           "read"
                     *         ],
                     *         "created_at": "2026-03-01T12:00:00Z",
                     *         "expires_at": null,
                     *         "token": "emt_0195a3f07b1c7c3e9a543f2b6f0c1d2e…"
                     *       },
                     *       "message": "Keep the token now: it is not shown again.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "API token deleted.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "archive_days": 30,
                     *         "view_receipts": true,
                     *         "timers": "on",
                     *         "notifications": {
                     *           "clips": true,
                     *           "follows": true,
                     *           "reactions": true,
                     *           "replies": true,
                     *           "comments": true,
                     *           "mentions": true,
                     *           "reposts": true,
                     *           "stories": true,
                     *           "achievements": true,
                     *           "collaborations": true
                     *         },
                     *         "show_on_leaderboard": false,
                     *         "favorite_category": null
                     *       },
                     *       "message": "Your preferences.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "archive_days": 30,
                     *         "view_receipts": true,
                     *         "timers": "on",
                     *         "notifications": {
                     *           "clips": true,
                     *           "follows": true,
                     *           "reactions": true,
                     *           "replies": true,
                     *           "comments": true,
                     *           "mentions": true,
                     *           "reposts": true,
                     *           "stories": true,
                     *           "achievements": true,
                     *           "collaborations": true
                     *         },
                     *         "show_on_leaderboard": false,
                     *         "favorite_category": null
                     *       },
                     *       "message": "Your preferences.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *           "username": "ada",
                     *           "email": "ada@example.com",
                     *           "display_name": "Ada",
                     *           "role": "user",
                     *           "created_at": "2026-03-01T12:00:00Z",
                     *           "last_active": "2026-03-01T12:00:00Z",
                     *           "suspended_at": null
                     *         }
                     *       ],
                     *       "message": "Users.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
        requestBody?: never;
        responses: {
            /** @description Account suspended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Account suspended.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Suspension lifted.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "exported_at": "2026-03-01T12:00:00Z",
                     *         "account": {
                     *           "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *           "username": "ada",
                     *           "email": "ada@example.org"
                     *         },
                     *         "preferences": {
                     *           "archive_days": 30
                     *         },
                     *         "sessions": [],
                     *         "api_tokens": [],
                     *         "people": {
                     *           "following": [
                     *             {
                     *               "user_id": "0197a1b2-0000-7000-8000-00000000beef",
                     *               "username": "bob",
                     *               "created_at": "2026-03-01T12:00:00Z"
                     *             }
                     *           ]
                     *         },
                     *         "notifications": [],
                     *         "push_subscriptions": [],
                     *         "webhooks": [],
                     *         "avatar_url": null,
                     *         "clips": [],
                     *         "clip_highlights": [],
                     *         "clip_views": [],
                     *         "clip_seen_marks": [],
                     *         "clip_playbacks": [],
                     *         "clip_reactions": [],
                     *         "clip_replies": [],
                     *         "clip_comments": [],
                     *         "clip_sticker_answers": [],
                     *         "clip_links": [],
                     *         "stories": [],
                     *         "story_collaborations": [],
                     *         "story_activities": [],
                     *         "story_presences": [],
                     *         "story_imports": [],
                     *         "story_review_answers": [],
                     *         "story_suggestions": [],
                     *         "story_plays": [],
                     *         "story_reviews": [],
                     *         "story_links": [],
                     *         "story_generations": [],
                     *         "reading": {
                     *           "achievements": [
                     *             {
                     *               "key": "first-ember",
                     *               "unlocked_at": "2026-03-01T12:00:00Z"
                     *             }
                     *           ]
                     *         },
                     *         "reports": [],
                     *         "media": [],
                     *         "uploads": []
                     *       },
                     *       "message": "Everything about you.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {},
                     *       "message": "Your account is gone.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
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
                    /** @example emberline_requests_total{method="GET",route="/healthz",status="200"} 3.0 */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "media_bytes": 5242880,
                     *         "media": [
                     *           {
                     *             "kind": "image",
                     *             "status": "ready",
                     *             "count": 40,
                     *             "bytes": 5242880
                     *           }
                     *         ],
                     *         "waiting_deletions": 0,
                     *         "database_bytes": 1048576,
                     *         "disk_free_bytes": 64424509440,
                     *         "disk_bytes": 107374182400,
                     *         "users": [
                     *           {
                     *             "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *             "username": "ada",
                     *             "count": 40,
                     *             "bytes": 5242880
                     *           }
                     *         ]
                     *       },
                     *       "message": "Storage.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "figures": [
                     *           {
                     *             "kind": "media.sweep",
                     *             "status": "pending",
                     *             "count": 1,
                     *             "oldest_due_at": "2026-03-01T13:00:00Z"
                     *           }
                     *         ],
                     *         "jobs": [
                     *           {
                     *             "job_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *             "kind": "media.sweep",
                     *             "subject": "media.sweep",
                     *             "user_id": null,
                     *             "status": "pending",
                     *             "attempt": 12,
                     *             "failures": 0,
                     *             "progress": 0,
                     *             "due_at": "2026-03-01T13:00:00Z",
                     *             "period_seconds": 3600,
                     *             "error": null,
                     *             "created_at": "2026-02-28T12:00:00Z",
                     *             "started_at": "2026-03-01T12:00:00Z",
                     *             "finished_at": null
                     *           }
                     *         ]
                     *       },
                     *       "message": "Jobs.",
                     *       "timestamp": "2026-03-01T12:00:00Z",
                     *       "meta": {
                     *         "next_cursor": null
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "job_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *         "kind": "media.sweep",
                     *         "subject": "media.sweep",
                     *         "user_id": null,
                     *         "status": "pending",
                     *         "attempt": 12,
                     *         "failures": 0,
                     *         "progress": 0,
                     *         "due_at": "2026-03-01T13:00:00Z",
                     *         "period_seconds": 3600,
                     *         "error": null,
                     *         "created_at": "2026-02-28T12:00:00Z",
                     *         "started_at": "2026-03-01T12:00:00Z",
                     *         "finished_at": null
                     *       },
                     *       "message": "Job is due again.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "job_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
                     *         "kind": "media.sweep",
                     *         "subject": "media.sweep",
                     *         "user_id": null,
                     *         "status": "cancelled",
                     *         "attempt": 12,
                     *         "failures": 0,
                     *         "progress": 0,
                     *         "due_at": "2026-03-01T13:00:00Z",
                     *         "period_seconds": 3600,
                     *         "error": null,
                     *         "created_at": "2026-02-28T12:00:00Z",
                     *         "started_at": "2026-03-01T12:00:00Z",
                     *         "finished_at": null
                     *       },
                     *       "message": "Job cancelled.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": {
                     *         "users": 40,
                     *         "suspended": 1,
                     *         "active_day": 12,
                     *         "active_week": 31,
                     *         "clips": 120,
                     *         "clips_active": 9,
                     *         "clips_by_kind": {
                     *           "image": 80,
                     *           "text": 40
                     *         },
                     *         "clips_by_visibility": {
                     *           "FOLLOWERS": 20,
                     *           "PUBLIC": 100
                     *         },
                     *         "clips_by_day": [
                     *           {
                     *             "day": "2026-03-01",
                     *             "count": 3
                     *           }
                     *         ],
                     *         "views_by_day": [
                     *           {
                     *             "day": "2026-03-01",
                     *             "count": 3
                     *           }
                     *         ],
                     *         "new_users_by_day": [
                     *           {
                     *             "day": "2026-03-01",
                     *             "count": 3
                     *           }
                     *         ]
                     *       },
                     *       "message": "Insights.",
                     *       "timestamp": "2026-03-01T12:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Envelope_InstanceInsights_"];
                };
            };
        };
    };
}
