/** Web Push on this device: whether it can be had, whether it is on, and how to turn it. */
import { api, data } from '$lib/kit/api';
import { worker } from '$lib/kit/device';

/** `unable`: this browser has none. `refused`: the person said no to the browser. */
export type PushState = 'asking' | 'unable' | 'refused' | 'off' | 'on';

class Push {
  state = $state<PushState>('asking');

  /** Look how it stands. */
  async look(): Promise<void> {
    if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
      this.state = 'unable';
      return;
    }
    const registration = await worker().catch(() => null);
    // A browser that is told to block workers resolves without one.
    if (!registration) this.state = 'unable';
    else if (Notification.permission === 'denied') this.state = 'refused';
    else this.state = (await registration.pushManager.getSubscription()) ? 'on' : 'off';
  }

  /** Have this device told. Throws a `Problem`, or what the browser throws. */
  async begin(): Promise<void> {
    if ((await Notification.requestPermission()) !== 'granted') return await this.look();
    const registration = await navigator.serviceWorker.ready;
    const { public_key } = await data(api.GET('/api/push/key'));
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: public_key,
    });
    try {
      await data(api.POST('/api/push/subscriptions', { body: formOf(subscription) }));
    } catch (failure) {
      // Half of it would say that it is on, and nothing would come.
      await subscription.unsubscribe();
      throw failure;
    } finally {
      await this.look();
    }
  }

  /** Have it told no more. Throws a `Problem`. */
  async end(): Promise<void> {
    const registration = await navigator.serviceWorker.ready;
    const subscription = await registration.pushManager.getSubscription();
    if (subscription) {
      await data(api.DELETE('/api/push/subscriptions', { body: formOf(subscription) }));
      await subscription.unsubscribe();
    }
    await this.look();
  }
}

function formOf(subscription: PushSubscription) {
  const { keys = {} } = subscription.toJSON();
  const { p256dh = '', auth = '' } = keys;
  return { endpoint: subscription.endpoint, keys: { p256dh, auth } };
}

export const push = new Push();
