"""Every call of the design that this product was begun with: it is there, and it has its proof."""

import ast
from functools import cache
from pathlib import Path

import pytest

from emberline.main import create_app
from emberline.settings import Settings

TESTS = Path(__file__).parents[2]

# Call, then the tests that prove it, below `tests/`.
PROOFS = """
POST /api/auth/register
    accounts/routes/test_signing_in.py::test_register_wants_a_username_and_answers_in_the_envelope
    accounts/routes/test_signing_in.py::test_a_taken_email_in_any_case_is_a_conflict_that_names_the_field
POST /api/auth/login
    accounts/routes/test_signing_in.py::test_login_takes_the_username_or_the_email_in_any_case
POST /api/auth/logout
    accounts/routes/test_signing_in.py::test_logout_ends_this_session_at_once_and_no_other
POST /api/auth/refresh-token
    accounts/routes/test_refresh.py::test_a_refresh_gives_a_new_pair_for_the_same_session
GET /api/auth/profile
    people/routes/test_profiles.py::test_a_person_reads_everything_of_their_own_profile
PUT /api/auth/profile
    people/routes/test_profiles.py::test_only_the_fields_that_are_sent_change

GET /api/stories
    stories/wire/test_catalogue.py::test_the_catalogue_lists_what_is_published_newest_first
    stories/wire/test_catalogue.py::test_a_list_is_two_statements_however_long
GET /api/stories/{story_id}
    stories/wire/test_catalogue.py::test_readers_see_the_published_heading_and_its_people_the_one_they_write
POST /api/stories
    stories/wire/test_story_crud.py::test_a_story_is_made_of_a_title_a_description_and_a_difficulty
    stories/wire/test_story_crud.py::test_a_story_without_what_it_needs_or_with_what_it_has_not_is_refused
PUT /api/stories/{story_id}
    stories/wire/test_story_crud.py::test_only_what_is_sent_changes
    stories/wire/test_story_crud.py::test_a_story_is_made_under_an_id_that_nobody_has
DELETE /api/stories/{story_id}
    stories/wire/test_story_crud.py::test_everything_of_a_story_goes_with_it_pictures_too
GET /api/stories/categories
    stories/wire/test_catalogue.py::test_counts_follow_publications_renamings_and_erasures
GET /api/stories/search?q=
    stories/wire/test_search.py::test_titles_come_before_tags_before_authors_before_descriptions
    stories/wire/test_search.py::test_beginnings_case_and_accents_are_enough
GET /api/stories?category=
    stories/wire/test_catalogue.py::test_each_filter_leaves_what_has_it
GET /api/stories?difficulty=
    stories/wire/test_catalogue.py::test_each_filter_leaves_what_has_it
GET /api/stories?author=
    stories/wire/test_catalogue.py::test_each_filter_leaves_what_has_it
GET /api/stories/popular
    stories/wire/test_catalogue.py::test_it_is_sorted_by_plays_by_rating_and_by_title
GET /api/stories/recent
    stories/wire/test_catalogue.py::test_the_catalogue_lists_what_is_published_newest_first

GET /api/stories/{story_id}/start
    stories/wire/test_plays.py::test_a_reader_begins_chooses_and_comes_to_an_ending
    stories/wire/test_guests.py::test_a_guest_plays_a_story_to_its_end
GET /api/stories/{story_id}/nodes/{node_id}
    stories/wire/test_looking.py::test_only_nodes_that_one_has_reached_can_be_looked_at
POST /api/stories/{story_id}/choice
    stories/wire/test_plays.py::test_a_reader_begins_chooses_and_comes_to_an_ending
    stories/wire/test_plays.py::test_what_cannot_be_chosen_is_refused_and_changes_nothing
    stories/wire/test_plays.py::test_of_two_devices_at_once_one_wins_and_the_other_learns_where_the_play_stands
GET /api/stories/{story_id}/validate
    stories/wire/test_validation.py::test_a_report_has_the_form_that_the_command_line_writes
    stories/wire/test_validation.py::test_its_people_have_the_draft_checked_and_readers_what_they_read

GET /api/progress/{user_id}
    stories/wire/test_saved_games.py::test_ones_games_are_ones_own
    stories/wire/test_saved_games.py::test_a_list_of_games_is_a_fixed_number_of_statements
GET /api/progress/{user_id}/story/{story_id}
    stories/wire/test_saved_games.py::test_ones_games_are_ones_own
POST /api/progress/save
    stories/wire/test_saved_games.py::test_a_game_is_saved_under_a_name_and_taken_up_again
    stories/wire/test_saved_games.py::test_a_forged_save_is_refused_and_changes_nothing
DELETE /api/progress/{progress_id}
    stories/wire/test_saved_games.py::test_ones_games_are_ones_own
GET /api/progress/{user_id}/completed
    stories/wire/test_saved_games.py::test_ones_games_are_ones_own

GET /api/stats/{user_id}
    stories/wire/test_stats.py::test_a_story_played_to_two_endings_is_one_story_and_two_endings
    stories/wire/test_stats.py::test_play_time_is_counted_in_minutes
PUT /api/stats/{user_id}
    stories/wire/test_stats.py::test_a_counter_cannot_be_sent
    stories/wire/test_stats.py::test_the_favourite_category_is_worked_out_unless_it_is_chosen
GET /api/stats/{user_id}/achievements
    stories/wire/test_achievements.py::test_a_first_ending_unlocks_tells_and_is_listed
GET /api/leaderboard
    stories/wire/test_leaderboard.py::test_the_best_come_first_and_the_same_value_is_the_same_rank

POST /api/admin/stories/bulk-import
    stories/wire/test_bulk_import.py::test_every_format_is_taken
    stories/wire/test_import_jobs.py::test_an_archive_is_imported_by_a_job_with_a_report_for_each_story
GET /api/admin/stories/unpublished
    stories/wire/test_story_crud.py::test_what_is_not_out_is_listed_to_those_who_work_on_it
PUT /api/admin/stories/{story_id}/publish
    stories/wire/test_publishing.py::test_a_published_story_is_there_for_readers_until_it_is_taken_back
    stories/wire/test_publishing.py::test_a_draft_with_errors_is_refused_with_the_report_and_nothing_changes
GET /api/admin/analytics/stories
    stories/wire/test_analytics.py::test_ones_stories_are_summed_up_page_by_page

POST /api/admin/stories/{story_id}/nodes
    stories/wire/test_nodes.py::test_a_node_is_made_and_read_with_every_field
PUT /api/admin/stories/{story_id}/nodes/{node_id}
    stories/wire/test_nodes.py::test_only_what_is_sent_changes_and_counts_a_revision
DELETE /api/admin/stories/{story_id}/nodes/{node_id}
    stories/wire/test_nodes.py::test_a_deleted_node_goes_with_its_choices_and_what_led_there_is_told
GET /api/admin/stories/{story_id}/flow
    stories/wire/test_flow.py::test_the_graph_names_every_node_and_way
    stories/wire/test_flow.py::test_it_is_drawn_in_three_formats

POST /api/stories/{story_id}/rate
    stories/wire/test_reviews.py::test_who_has_played_rates_once_and_then_in_place_of_it
    stories/wire/test_reviews.py::test_a_rating_that_is_none_is_refused_and_changes_nothing
GET /api/stories/{story_id}/reviews
    stories/wire/test_reviews.py::test_reviews_page_newest_first_behind_ones_own
POST /api/stories/{story_id}/share
    sharing/test_links.py::test_a_link_tells_everyone_of_the_story_and_leads_into_it
    sharing/test_share_as_clip.py::test_a_clip_invites_to_a_story_and_tells_how_many_came
GET /api/feed
    sharing/test_feed.py::test_the_feed_tells_what_those_one_follows_did_newest_first

POST /api/stories/{story_id}/dice-roll
    stories/wire/test_looking.py::test_a_playtest_takes_values_and_rolls_dice
    stories/wire/test_looking.py::test_a_reader_may_not_cheat
GET /api/stories/{story_id}/inventory
    stories/wire/test_looking.py::test_one_sees_what_one_carries
PUT /api/stories/{story_id}/variables
    stories/wire/test_looking.py::test_a_playtest_takes_values_and_rolls_dice
    stories/wire/test_looking.py::test_a_reader_may_not_cheat
"""


def proofs() -> dict[str, list[str]]:
    """The table: call -> tests."""
    found: dict[str, list[str]] = {}
    call = ""
    for line in PROOFS.splitlines():
        if line.startswith(" "):
            found[call].append(line.strip())
        elif line:
            call = line
            found[call] = []
    return found


@pytest.fixture(scope="module")
def paths():
    return create_app(Settings()).openapi()["paths"]


@pytest.mark.parametrize("call", proofs())
def test_the_call_is_there_with_the_tests_that_prove_it(paths, call):
    method, _, address = call.partition(" ")
    path, _, parameter = address.partition("?")
    operation = paths[path][method.lower()]
    if parameter:
        names = {known["name"] for known in operation["parameters"] if known["in"] == "query"}
        assert parameter.rstrip("=") in names
    assert proofs()[call]
    for proof in proofs()[call]:
        file, _, name = proof.partition("::")
        assert name in _tests_of(file), proof


@cache
def _tests_of(file: str) -> set[str]:
    tree = ast.parse((TESTS / file).read_text())
    tests = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, tests)}
