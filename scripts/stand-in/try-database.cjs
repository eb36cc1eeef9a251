// The set-up runs this script in Node and in Electron. It opens databases in memory, uses the features that the studio uses, and forces
// garbage collections, because a wrong build crashes only then.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const Database = require('better-sqlite3');

const db = new Database(':memory:');
db.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL) STRICT; CREATE VIRTUAL TABLE f USING fts5(b)');
const insert = db.prepare('INSERT INTO t (b) VALUES (?)');
db.transaction(() => {
  for (let i = 0; i < 1000; i++) insert.run(`fox ${i}`);
})();
db.exec('INSERT INTO f SELECT b FROM t');
let iterated = 0;
for (const _row of db.prepare('SELECT * FROM t').iterate()) iterated++;
const found = db.prepare("SELECT count(*) AS n FROM f WHERE f MATCH '7'").get().n;
let refused = '';
try {
  insert.run(null);
} catch (error) {
  refused = error.code;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
for (let i = 0; i < 20; i++) {
  const short = new Database(':memory:');
  short.function('twice', (n) => n * 2);
  short.prepare('SELECT twice(@n) AS n').get({ n: i });
  collect();
}

console.log(
  iterated === 1000 && found === 1 && refused === 'SQLITE_CONSTRAINT_NOTNULL' ? 'works' : `wrong: ${iterated} ${found} ${refused}`,
);
