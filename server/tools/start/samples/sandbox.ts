process.argv[2] = 'sandbox';
await import('./member.ts');
