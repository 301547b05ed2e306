import { wordsOf } from '$words';

const en = {
  // The bar
  to_story: 'About this story',
  text_settings: 'Text and colours',
  saved_games: 'Saved games',
  play_sheet: 'Your play',
  page_number: 'Page {number}',
  tools: 'Reading tools',
  listen: 'Listen',

  // The page
  choices: 'What do you do?',
  locked: 'Locked',
  locked_said: 'Locked: {why}',
  locked_plain: 'This is not open to you now.',
  rolls: 'Rolls {dice}, {target} or more',
  rolls_only: 'Rolls {dice}',
  no_way_on: 'Nothing can be chosen here. Take a move back to go on.',
  waiting_for_server:
    'The server does not answer. Your choice is kept, and is made as soon as it does: once.',
  offline_page: 'This is the page that you read last.',
  offline_hint: 'The server does not answer; choices wait for it. It goes on by itself.',
  back_online: 'The server is there again.',
  untitled: 'Untitled page',

  // What happened
  you_chose: 'You chose:',
  went_on_elsewhere: 'This play went on in another place. Here is where it stands now.',
  choice_arrived: 'Your choice had arrived. Here is where it led.',
  time_decided: 'Your time was over, and the story went on without you.',
  taken_back: 'Taken back. Dice that you roll again fall as they fell.',
  solved: 'That is it.',
  not_solved: 'That was not it, and it was the last try.',
  what_happened: 'What happened',
  what_changed: 'What changed',
  change: '{name}: {before} → {after}',
  change_said: '{name} was {before}, is now {after}',
  got_count: '{count} × {name}',
  got_said: { one: 'You have now: {name}', other: 'You have now {count}: {name}' },
  lost_said: 'You have no more: {name}',
  gained_label: 'gained',
  lost_label: 'gone',
  unlocked: 'Achievement: {name}',
  yes: 'yes',
  no: 'no',

  // Dice
  rolled: 'You rolled {dice}: {rolls}. {total} in all.',
  rolled_target: 'You rolled {dice}: {rolls}. {total} in all, {target} were needed.',
  roll_success: 'It worked.',
  roll_failure: 'It did not work.',
  and: ' and ',
  and_more: ', and {more} more',
  and_less: ', less {less}',

  // Timers
  time_left: '{time} left',
  time_over: 'time is over',
  seconds_to_choose: { one: 'One second to choose.', other: '{count} seconds to choose.' },
  seconds_left: { one: 'One second left.', other: '{count} seconds left.' },
  timers: 'Time to choose',
  timers_on: 'As written',
  timers_2: 'Twice as long',
  timers_10: 'Ten times as long',
  timers_off: 'No timers',
  timers_hint: 'Holds for every story, from now on.',
  timers_changed: 'Timers: {name}',

  // Puzzles
  puzzle: 'A puzzle',
  your_answer: 'Your answer',
  answer: 'Answer',
  not_it: 'That is not it.',
  tries_left: { one: 'One try left.', other: '{count} tries left.' },
  hints: 'Hints',
  hint: 'Hint {number}',
  put_in_order: 'Put these in order: with the buttons, or with the arrow keys.',
  move_up: 'Move up: {name}',
  move_down: 'Move down: {name}',
  moved_to: '{name} is now at {place} of {of}',
  match_each: 'Choose for each what belongs to it.',
  choose_one: 'Choose…',
  a_number: 'Answer with a number.',
  write_answer: 'Write an answer first.',

  // What is carried
  carried: 'With you',
  stats: 'How you are',
  things: 'What you carry',
  nothing_carried: 'Nothing yet.',
  just_changed: 'just changed',
  was: 'was {before}',
  count_of: '× {count}',

  // The trail
  trail: 'Your way',
  you_are_here: 'You are here',
  trail_hint: 'Choose a page to go back to it.',
  go_back_here: { one: 'Go back here: one move', other: 'Go back here: {count} moves' },
  chose_there: 'You chose: {choice}',
  answered_there: 'You answered.',
  beginning_fixed: 'What lies before the new version cannot be taken back.',

  // Saved games
  save_as: 'Name of the saved game',
  save_hint: 'A name that you have already used is written over.',
  save: 'Save',
  save_needs_name: 'Give it a name.',
  save_gone: 'This play is not among your newest hundred any more. Make a choice, then save.',
  saved: 'Saved as “{name}”.',
  load: 'Go on from here',
  delete: 'Delete',
  delete_sure: 'Delete “{name}”?',
  deleted: 'Deleted.',
  keep: 'Keep it',
  moves: { one: 'one move', other: '{count} moves' },
  no_saves: 'No saved games yet',
  no_saves_hint: 'Your play is kept by itself. Save it under a name before you try something else.',
  saves_guest: 'Saved games need an account. Your play itself is kept on this device.',
  over_mark: 'ended: {ending}',

  // A newer version
  newer: 'A newer version of this story is out.',
  move_on: 'Move to it',
  newer_stuck:
    'The newer version does not have this page. Read on: further along you may be able to move.',
  moved: 'From here on you read the newer version.',
  stay: 'Stay here',
  notes: 'What changed with the new version',

  // Text settings
  font: 'Typeface',
  font_serif: 'Literata',
  font_sans: 'Instrument Sans',
  font_clear: 'Clear and wide',
  size: 'Size',
  smaller: 'Smaller',
  larger: 'Larger',
  size_now: '{percent} percent',
  width: 'Width of the page',
  width_narrow: 'Narrow',
  width_usual: 'Usual',
  width_wide: 'Wide',
  leading: 'Space between lines',
  theme: 'Colours',
  theme_system: 'As the device has it',
  theme_light: 'Light',
  theme_dark: 'Dark',
  theme_sepia: 'Sepia',
  theme_contrast: 'High contrast',
  keys_choose: 'Keys choose',
  keys_hint: '1 to 9 and the letters of choices. Switch off when they get in your way.',
  reset_text: 'As it was at first',

  // The beginning
  who_are_you: 'Who are you?',
  who_hint: 'You can be somebody else the next time.',
  by_author: 'by {author}',

  // The ending
  an_ending: 'An ending',
  endings_found: 'Endings found: {found} of {of}',
  one_of_endings: { one: 'The only ending of this story', other: 'One of {count} endings' },
  last_choice: 'Back to the last choice',
  read_again: 'Read it again',
  review: 'Say what you think',
  share: 'Pass it on',
  keep_by_joining: 'Keep what you found',
  join_hint:
    'You read as a guest. With an account this ending, your plays and your achievements stay yours.',
  join: 'Create an account',
  to_library: 'To the library',
} as const;

export type Words = typeof en;
export const t = await wordsOf(en, { de: () => import('./words.de') });
