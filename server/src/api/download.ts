// An answer that is a file to keep instead of data for a page. Its name is ours and plain, so it needs no escaping.
import type { Response } from 'express';

export class Download {
  readonly name: string;
  readonly type: string;
  readonly text: string;

  constructor(name: string, type: string, text: string) {
    this.name = name;
    this.type = type;
    this.text = text;
  }

  send(res: Response): void {
    res
      .status(200)
      .set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${this.name}"`, 'Content-Type': this.type });
    res.send(this.text);
  }
}
