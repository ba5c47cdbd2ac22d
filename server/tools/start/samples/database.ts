process.argv[2] = 'database';
await import('./member.ts');
