declare module 'virtual:polaris-rtl.css';
declare module '*.css';
