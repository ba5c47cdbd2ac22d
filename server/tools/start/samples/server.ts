process.argv[2] = 'server';
await import('./member.ts');
