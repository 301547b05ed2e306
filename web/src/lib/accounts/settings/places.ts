/** The pages of the settings, in their order. */
import { t } from './words';

export const PLACES = [
  { path: '/settings/profile', name: t('profile'), means: t('profile_means') },
  { path: '/settings/account', name: t('account'), means: t('account_means') },
  { path: '/settings/sessions', name: t('sessions'), means: t('sessions_means') },
  { path: '/settings/appearance', name: t('appearance'), means: t('appearance_means') },
  { path: '/settings/preferences', name: t('preferences'), means: t('preferences_means') },
  { path: '/settings/notifications', name: t('notifications'), means: t('notifications_means') },
  { path: '/settings/boundaries', name: t('boundaries'), means: t('boundaries_means') },
  { path: '/settings/tokens', name: t('tokens'), means: t('tokens_means') },
  { path: '/settings/webhooks', name: t('webhooks'), means: t('webhooks_means') },
  { path: '/settings/privacy', name: t('privacy'), means: t('privacy_means') },
] as const;
