#!/bin/sh
# The simple procedure from opening to archive (S1 to S10), twice: paid at the bank, and collected on the spot.
#   sh docs/walk.sh [address] [data folder]        needs curl and node; the server runs on the demonstration organ
# Says what each step was answered; stops with exit 1 at the first answer that is not what it should be.
set -eu
URL=${1:-http://127.0.0.1:3000}/v1
FACTS=$(cd "${2:-./henji-data}" && pwd)/demonstration.json
RUN=$(date +%s)-$$

# A text member of the JSON on standard input: pick stream
pick() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'; }
# One fact of the demonstration: fact d.organ
fact() { node -p 'const d = require(process.argv[1]), of = (name) => d.signIns.find((s) => s.name === `demo-${name}`); '"$1" "$FACTS"; }
# A token for one of its people: sign_in officer-1
sign_in() {
  answer=$(fact "const { name, password } = of('$1'); JSON.stringify({ name, password })" |
    curl -fsS "$URL/sign-in" -H 'content-type: application/json' -d @-)
  printf %s "$answer" | pick token
}

# When the next act happens, and its day: one look at the clock, also at midnight.
tick() { AT=$(TZ=CST-8 date +%FT%T+08:00) && DAY=${AT%T*}; }

# send PERSON STEP MEMBERS: a command of a person; the first opens the case, the others continue it.
send() {
  case $1 in
    officer) token=$OFFICER ;; finance) token=$FINANCE ;; publisher) token=$PUBLISHER ;; archivist) token=$ARCHIVIST ;;
  esac
  if [ -z "$CASE" ]; then path=cases; else path=cases/$CASE/$2; fi
  reply=$(curl -sS "$URL/$path" -H "authorization: Bearer $token" -H 'content-type: application/json' \
    -H "idempotency-key: $(node -p 'crypto.randomUUID()')" \
    -d '{'"$3"'"occurredAt":"'"$AT"'"}')
  case $reply in
    '{"stream":'*) ;;
    *)
      printf '%s was not accepted: %s\n' "$2" "$reply" >&2
      exit 1
      ;;
  esac
  CASE=$(printf %s "$reply" | pick stream) POSITION=$(printf %s "$reply" | pick position)
  printf '  %-18s %s  position %s\n' "$2" "$CASE" "$POSITION"
  tick
}

# read_case TOKEN WHAT [&purpose=…]: an answer about the case that holds everything written so far.
read_case() { curl -fsS "$URL/cases/$CASE$2?waitFor=$POSITION${3-}" -H "authorization: Bearer $1"; }

# S1 to S6: opened, credential shown, facts recorded, party heard, decided, handed over. to_delivery FEN
to_delivery() {
  CASE=
  both='"contact":"first","officers":["'$A'","'$B'"],'
  penalty='"proposal":{"kinds":["fine"],"fineFen":'$1',"tier":"normal"},"reasons":"影响市容",'
  send officer open-on-site "$both"'"organ":"'"$ORGAN"'","item":"'"$ITEM"'","actId":"act-'"$RUN-$1"'",
    "place":"990101","placeText":"演示路 3 号",
    "party":{"name":"王小明","kind":"citizen","ageBand":"adult","capacity":"full"},
    "declarations":[{"officer":"'"$A"'","conflict":false},{"officer":"'"$B"'","conflict":false}],'
  send officer show-credential "$both"
  send officer record-facts "$both"'"disputed":false,
    "violation":{"from":"'"$DAY"'","continuing":false,"harm":"none","discovered":"'"$DAY"'"},
    "facts":[{"id":"f1","text":"在演示路乱扔废弃物","evidence":["e1"]}],
    "evidence":[{"id":"e1","kind":"inspection-record","status":"verified","collected":"'"$DAY"'",
      "description":"现场笔录","fromDefence":false}],'
  send officer inform-and-hear "$both$penalty"'"answer":"none","signed":"signed",
    "told":{"content":true,"facts":true,"reasons":true,"basis":true,"rights":true},'
  send officer decide-on-spot "$both$penalty"'"act":"在演示路乱扔废弃物",
    "circumstances":{"slightCorrectedNoHarm":false,"noFault":false,"grounds":[],"courtFine":false,"others":[]},
    "correction":{"kind":"immediate"},
    "gains":{"kind":"none","amountFen":0,"restitutionFen":0,"confiscatedFen":0,"reason":"无违法所得"},
    "template":"'"$TEMPLATE"'","signedBy":["'"$A"'","'"$B"'"],"lateFee":true,'
  send officer deliver '"mode":"handed-over","refusalNoted":false,'
}

# S8 to S10: filed with the organ, published, closed, archived. Payment (S7, S7b) goes before this.
to_archive() {
  send officer file-with-organ '"reference":"BA-1",'
  send publisher publish-decision '"channel":"own-site","content":"summary",
    "fields":["organ","kind","basis","result"],"inNameOf":"'"$ORGAN"'",
    "review":{"reviewer":"'"$CHIEF"'","on":"'"$DAY"'","result":"open","reference":"BM-1"},'
  send archivist close-case ''
  send archivist archive-case '"catalogue":"DA-1","retentionYears":10,"documents":[],'
  read_case "$DISCIPLINE" '' '&purpose=supervision' | node -p 'const c = JSON.parse(fs.readFileSync(0));
    `  → ${c.phase}, fine ${c.fine / 100} yuan, paid ${c.paid / 100} yuan`'
}

ORGAN=$(fact d.organ) ITEM=$(fact d.item) TEMPLATE=$(fact d.template)
A=$(fact "of('officer-1').officer") B=$(fact "of('officer-2').officer") CHIEF=$(fact "of('chief').officer")
# One a line: a shell notices only the last failure of several assignments.
OFFICER=$(sign_in officer-1)
FINANCE=$(sign_in finance)
PUBLISHER=$(sign_in publisher)
ARCHIVIST=$(sign_in archivist)
DISCIPLINE=$(sign_in discipline)

tick
echo 'Paid at the bank · 银行缴纳'
to_delivery 20000
send finance receive-payment '"fineFen":20000,"lateFeeFen":0,"channel":"bank","reference":"B-1",'
to_archive

echo 'Collected on the spot · 当场收缴'
to_delivery 10000
send officer collect-on-spot '"amountFen":10000,"condition":"up-to-100-yuan","requested":false,
  "circumstances":"当事人愿意当场缴纳","receipt":"演财 0001","onWater":false,'
send officer hand-in-collected '"amountFen":10000,"voucher":"JK-1",'
send finance bank-collected '"amountFen":10000,"reference":"YH-1",'
to_archive

echo 'Its trace · 责任倒查'
read_case "$DISCIPLINE" /trace | node -p 'JSON.parse(fs.readFileSync(0)).acts.map(({ revision, legal, zh, en, actors }) =>
  `  ${String(revision).padStart(2)}  ${legal.d}  ${zh} · ${en}  (${actors.map(({ role }) => role).join(", ")})`).join("\n")'
