// What the page of a link can do better in a browser that runs scripts. Everything works without it.
(() => {
  const page = document.querySelector('main');
  if (page === null) return;

  // The shop's own cart remembers by which link somebody came; an order without it is still known by the code or the address.
  const { cart, mark } = page.dataset;
  if (cart !== undefined && mark !== undefined) {
    const body = JSON.stringify({ attributes: { _lasting_ref: mark } });
    fetch(cart, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, keepalive: true }).catch(() => undefined);
  }

  // One device is known again where the browser lets a page remember something, so that nobody is their own friend many times.
  const deviceOf = () => {
    try {
      const known = localStorage.getItem('lasting-device');
      if (known !== null) return known;
      const made = crypto.randomUUID();
      localStorage.setItem('lasting-device', made);
      return made;
    } catch {
      return '';
    }
  };
  const device = document.querySelector('input[name="device"]');
  if (device instanceof HTMLInputElement) device.value = deviceOf();

  for (const button of document.querySelectorAll('button')) {
    const { copy, copied, share, title = '', text = '' } = button.dataset;
    if (copy !== undefined && 'clipboard' in navigator) {
      button.hidden = false;
      const said = button.nextElementSibling;
      const say = () => {
        if (said !== null) said.textContent = copied ?? '';
      };
      // Where a browser forbids it, the words stand beside the button and can be marked by hand.
      button.addEventListener('click', () => void navigator.clipboard.writeText(copy).then(say, () => undefined));
    }
    if (share !== undefined && 'share' in navigator) {
      button.hidden = false;
      // Who thinks better of it closes the sheet, and that is no mistake.
      button.addEventListener('click', () => void navigator.share({ title, text, url: share }).catch(() => undefined));
    }
  }
})();
