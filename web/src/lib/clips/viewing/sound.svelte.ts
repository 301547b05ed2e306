/** Whether films are heard: off at first, then as the person left it. */

const KEPT = 'emberline.sound';

class Sound {
  isMuted = $state(localStorage.getItem(KEPT) !== 'on');

  toggle(): void {
    this.isMuted = !this.isMuted;
    localStorage.setItem(KEPT, this.isMuted ? 'off' : 'on');
  }
}

export const sound = new Sound();
