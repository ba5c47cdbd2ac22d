// What goes wrong between a store and whoever asks it.
import type { NextFunction, Request, Response } from 'express';

export interface StoreFaults {
  /** Nothing is answered: the connection ends. */
  silent: boolean;
  /** Everything is answered with this and a page of HTML, as by a firewall or in maintenance. */
  page: { readonly status: number } | null;
}

export const noFaults = (): StoreFaults => ({ silent: false, page: null });

export function striking(faults: StoreFaults) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (faults.silent) return void request.socket.destroy();
    if (faults.page !== null) return void response.status(faults.page.status).type('html').send('<h1>Back in a moment</h1>');
    next();
  };
}
