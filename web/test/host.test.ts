import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseHost } from '../src/host/choose-host.ts';
import { keepFrameParams, takeFrameParams } from '../src/host/embedded.ts';
import { localeFrom } from '../src/host/host.ts';

function serveAs(host: string): void {
  document.head.innerHTML = `<meta name="lasting-host" content="${host}">`;
}

beforeEach(() => history.replaceState(null, '', '/'));
afterEach(() => {
  document.head.innerHTML = '';
});

describe('who surrounds the page', () => {
  const bridge = {
    config: { locale: 'fa-IR' },
    idToken: () => Promise.resolve('id-1'),
    toast: { show: vi.fn<(message: string) => void>() },
  };

  it('is the store’s admin only when the server says so and its script is there', () => {
    serveAs('embedded');
    expect(chooseHost().kind).toBe('standalone');
    vi.stubGlobal('shopify', bridge);
    expect(chooseHost().kind).toBe('embedded');
    serveAs('standalone');
    expect(chooseHost().kind).toBe('standalone');
  });

  it('gives its token, its language and its way of saying things', async () => {
    serveAs('embedded');
    vi.stubGlobal('shopify', bridge);
    const host = chooseHost();
    expect(await host.token({ renew: false })).toBe('id-1');
    expect([host.locale, host.chooseLocale]).toEqual(['fa', null]);
    host.toast?.('Saved');
    expect(bridge.toast.show).toHaveBeenCalledWith('Saved');
    // A stand-in draws neither menu nor save bar, so the page does.
    expect([host.drawsMenu, host.saveBar]).toEqual([false, null]);
  });

  it('may navigate by its own menu', () => {
    serveAs('embedded');
    vi.stubGlobal('shopify', bridge);
    const went: string[] = [];
    const stop = chooseHost().onNavigate((path) => went.push(path));
    const link = document.createElement('a');
    link.setAttribute('href', '/members');
    document.body.append(link);
    link.dispatchEvent(new Event('shopify:navigate', { bubbles: true }));
    stop();
    link.dispatchEvent(new Event('shopify:navigate', { bubbles: true }));
    expect(went).toEqual(['/members']);
  });
});

describe('the frame’s address', () => {
  it('loses its secrets at once and keeps what a reload needs through navigation', () => {
    history.replaceState(null, '', '/?shop=a.example&host=aaa&embedded=1&id_token=secret&hmac=x&timestamp=1');
    const kept = takeFrameParams();
    expect(location.search).toBe('?shop=a.example&host=aaa&embedded=1');
    history.pushState(null, '', '/members?search=mira');
    keepFrameParams(kept);
    expect(location.search).toBe('?search=mira&shop=a.example&host=aaa&embedded=1');
  });
});

describe('languages', () => {
  it('are known by any of their tags', () => {
    expect(['fa-IR', 'he', 'iw-IL', 'EN_us', 'de', '', null].map(localeFrom)).toEqual(['fa', 'he', 'he', 'en', null, null, null]);
  });
});
