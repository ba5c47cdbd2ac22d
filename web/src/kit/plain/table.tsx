import { Fragment, type ReactNode } from 'react';
import type { Column, TableProps } from '../props.ts';

/**
 * A plain table, because Polaris' own scrolls sideways on a phone. Here each row becomes a small card there, each cell with its header before it.
 * The roles are said explicitly: browsers forget them when a table is no longer displayed as one.
 */
export function Table<Row>({ caption, columns, rows, rowKey, detail }: TableProps<Row>): ReactNode {
  return (
    <table role="table" className="lk-table">
      <caption className="lk-read-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.id} role="columnheader" scope="col" className={column.numeric === true ? 'lk-numeric' : undefined}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Fragment key={rowKey(row)}>
            <tr role="row">
              {columns.map((column, index) => (
                <Cell key={column.id} column={column} row={row} first={index === 0} />
              ))}
            </tr>
            <DetailRow span={columns.length}>{detail?.(row)}</DetailRow>
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row, first }: { readonly column: Column<Row>; readonly row: Row; readonly first: boolean }): ReactNode {
  const className = column.numeric === true ? 'lk-numeric' : undefined;
  if (first) {
    return (
      <th role="rowheader" scope="row" className={className}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" className={className} data-header={column.header}>
      <span>{column.cell(row)}</span>
    </td>
  );
}

function DetailRow({ span, children }: { readonly span: number; readonly children: ReactNode }): ReactNode {
  if (children === undefined || children === null) return null;
  return (
    <tr role="row" className="lk-detail">
      <td role="cell" colSpan={span}>
        {children}
      </td>
    </tr>
  );
}
