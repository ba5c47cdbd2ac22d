// A body that trickles in holds a connection and memory. It gets a deadline of its own, because a slow answer of ours is no fault of the sender.
import type { RequestHandler } from 'express';
import { answerProblem, HttpProblem } from './http-problem.ts';

export function bodyDeadline(ms: number): RequestHandler {
  return (req, res, next) => {
    const timer = setTimeout(() => {
      if (req.complete) return;
      if (res.headersSent) {
        req.destroy();
        return;
      }
      res.set('Connection', 'close').once('finish', () => req.destroy());
      answerProblem(res, new HttpProblem(408, 'invalid-input', 'the body came too slowly'));
    }, ms);
    timer.unref();
    res.once('close', () => clearTimeout(timer));
    next();
  };
}
