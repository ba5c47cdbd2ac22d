/** How an advocate passed the link on; `link`: it does not say. */
export const SHARE_CHANNELS = ['copy', 'whatsapp', 'telegram', 'email', 'x', 'facebook', 'sms', 'qr', 'native', 'link'] as const;
export type ShareChannel = (typeof SHARE_CHANNELS)[number];

export const isShareChannel = (text: string): text is ShareChannel => SHARE_CHANNELS.some((one) => one === text);
