/** What a finger or a mouse says on the stage. */

export interface Said {
  /** A tap, by where it was: a third at the start, the middle, a third at the end. */
  tap: (third: 'start' | 'middle' | 'end') => void;
  /** A swipe to the side of what comes next (1) or was before (-1). */
  turn: (direction: 1 | -1) => void;
  /** A swipe down. */
  close: () => void;
  /** Something is on the stage, or left it. */
  hold: (isHeld: boolean) => void;
}

/** A tap is no longer than this, in milliseconds, and no wider, in pixels. */
const TAP = { longest: 350, widest: 12 };
const SWIPE = 60;
const ANSWERABLE = 'a, button, input, textarea, form, [data-holds]';

/** An attachment that tells `said` of taps and swipes; links and buttons keep their own. */
export function gestures(said: Said): (stage: HTMLElement) => () => void {
  return (stage) => {
    let began: { x: number; y: number; at: number; id: number } | null = null;

    function down(event: PointerEvent) {
      if (!event.isPrimary || event.button !== 0) return;
      if (event.target instanceof Element && event.target.closest(ANSWERABLE)) return;
      began = { x: event.clientX, y: event.clientY, at: event.timeStamp, id: event.pointerId };
      said.hold(true);
    }

    function up(event: PointerEvent) {
      if (began?.id !== event.pointerId) return;
      const [x, y] = [event.clientX - began.x, event.clientY - began.y];
      const isShort = event.timeStamp - began.at <= TAP.longest;
      began = null;
      said.hold(false);
      if (Math.hypot(x, y) <= TAP.widest) {
        if (isShort) said.tap(third(event.clientX));
      } else if (event.pointerType !== 'mouse') swiped(x, y);
    }

    function swiped(x: number, y: number) {
      if (y > SWIPE && y > Math.abs(x)) said.close();
      else if (Math.abs(x) > SWIPE && Math.abs(x) > Math.abs(y)) said.turn(x < 0 ? 1 : -1);
    }

    function cancelled(event: PointerEvent) {
      if (began?.id !== event.pointerId) return;
      began = null;
      said.hold(false);
    }

    function third(x: number): 'start' | 'middle' | 'end' {
      const { left, width } = stage.getBoundingClientRect();
      const part = (x - left) / width;
      return part < 1 / 3 ? 'start' : part > 2 / 3 ? 'end' : 'middle';
    }

    stage.addEventListener('pointerdown', down);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancelled);
    return () => {
      stage.removeEventListener('pointerdown', down);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancelled);
    };
  };
}
