/** The time of a page: how long it is shown, and what that means for its choices. */
import { announce } from '$lib/kit/announce.svelte';

import type { Play } from './play.svelte';
import { decidedAt, limitsOf, toBeSaid } from './timers';
import { t } from './words';

const TICK = 250;

export class Timing {
  /** Seconds since the page was served; stands still where nothing is timed. */
  elapsed = $state(0);

  /** Made where a component begins; `play` is asked anew whenever it is another. */
  constructor(play: () => Play) {
    $effect(() => {
      const { standing, servedAt } = play();
      const limits = limitsOf(standing.scene);
      this.elapsed = 0;
      if (limits.length === 0) return;
      let asked = 0;
      let before = 0;
      const look = () => {
        const now = (performance.now() - servedAt) / 1000;
        const rest = limits[0] ? toBeSaid(limits[0], before, now) : null;
        if (rest !== null) announce(t('seconds_left', { count: rest }));
        this.elapsed = before = now;
        const decided = decidedAt(limits, asked);
        if (decided === null || now < decided) return;
        asked = decided;
        void play().look();
      };
      const timer = setInterval(look, TICK);
      return () => clearInterval(timer);
    });
  }
}
