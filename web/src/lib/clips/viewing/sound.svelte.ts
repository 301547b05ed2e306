/** Whether films are heard: off at first, then as the person left it. */
import { storage } from '$lib/kit/storage';

const KEPT = 'emberline.sound';

class Sound {
  isMuted = $state(storage.get(KEPT) !== 'on');

  toggle(): void {
    this.isMuted = !this.isMuted;
    storage.set(KEPT, this.isMuted ? 'off' : 'on');
  }
}

export const sound = new Sound();
