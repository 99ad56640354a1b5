#!/bin/sh
# The general procedure from the clue to the archive (P1 to P28): a fine of 6,000 yuan, which needs notice, hearing right,
# legal review and collective discussion.
#   sh docs/walk-general.sh [address] [data folder]        needs curl and node; the server runs on the demonstration organ
# Says what each step was answered; stops with exit 1 at the first answer that is not what it should be.
set -eu
URL=${1:-http://127.0.0.1:3000}/v1
FACTS=$(cd "${2:-./henji-data}" && pwd)/demonstration.json
CASE=

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

# post TOKEN PATH JSON
post() {
  curl -sS "$URL/$2" -H "authorization: Bearer $1" -H 'content-type: application/json' \
    -H "idempotency-key: $(node -p 'crypto.randomUUID()')" -d "$3"
}
# When the next act happens, and its day: one look at the clock, also at midnight.
tick() { AT=$(TZ=CST-8 date +%FT%T+08:00) && DAY=${AT%T*}; }

# send TOKEN STEP MEMBERS: a command; the first opens the case, the others continue it.
send() {
  reply=$(post "$1" "cases/${CASE:+$CASE/}$2" '{'"$3"'"occurredAt":"'"$AT"'"}')
  case $reply in
    '{"stream":'*) ;;
    *)
      printf '%s was not accepted: %s\n' "$2" "$reply" >&2
      exit 1
      ;;
  esac
  CASE=$(printf %s "$reply" | pick stream) POSITION=$(printf %s "$reply" | pick position)
  printf '  %-22s %s  position %s\n' "$2" "$CASE" "$POSITION"
  tick
}

# What stands in the way of the decision now; nothing is recorded by asking.
in_the_way() {
  echo "  What stands in the way of the decision · 决定尚缺什么"
  post "$CHIEF_TOKEN" "cases/$CASE/dry-run" '{"command":"decide-penalty","body":{'"$DECISION"'"occurredAt":"'"$AT"'"}}' |
    node -p 'const { broken } = JSON.parse(fs.readFileSync(0));
      broken.map(({ code, zh, en }) => `    ${code} ${zh} · ${en}`).join("\n") || "    nothing · 无"'
}

# An answer about the case that holds everything written so far: read_case TOKEN WHAT [&purpose=…]
read_case() { curl -fsS "$URL/cases/$CASE$2?waitFor=$POSITION${3-}" -H "authorization: Bearer $1"; }

ORGAN=$(fact d.organ) ITEM=$(fact d.generalItem)
FILING=$(fact "d.templates['case-filing']") PAPER=$(fact "d.templates['penalty-decision']")
A=$(fact "of('officer-1').officer") B=$(fact "of('officer-2').officer") CHIEF=$(fact "of('chief').officer")
DEPUTY=$(fact "of('deputy').officer") REVIEWER=$(fact "of('reviewer').officer")
# One a line: a shell notices only the last failure of several assignments.
OFFICER=$(sign_in officer-1)
CHIEF_TOKEN=$(sign_in chief)
REVIEW=$(sign_in reviewer)
FINANCE=$(sign_in finance)
PUBLISHER=$(sign_in publisher)
ARCHIVIST=$(sign_in archivist)
DISCIPLINE=$(sign_in discipline)

both='"officers":["'$A'","'$B'"],'
penalty='"proposal":{"kinds":["fine"],"fineFen":600000,"tier":"normal"},'
proof() { printf '"service":{"mode":"direct","on":"%s","receipt":"HZ-1","receiver":"party","shownBy":["%s","%s"]},' "$DAY" "$A" "$B"; }
DECISION="$penalty"'"approver":"'$CHIEF'","terms":[],"act":"无照经营餐饮","reasons":"扰乱市场秩序","propertyFen":0,
  "circumstances":{"slightCorrectedNoHarm":false,"noFault":false,"grounds":[],"courtFine":false,"others":[]},
  "correction":{"kind":"immediate"},
  "gains":{"kind":"none","amountFen":0,"restitutionFen":0,"confiscatedFen":0,"reason":"未营利"},'

tick
echo 'Clue, filing, officers · 线索、立案、指派'
send "$OFFICER" register-clue '"organ":"'"$ORGAN"'","source":"patrol","facts":"演示路 5 号无照经营餐饮","attachments":[],'
send "$OFFICER" verify-clue "$both"'"passed":true,"onSite":true,"findings":"现场核查，未见营业执照",'
send "$CHIEF_TOKEN" file-case '"approver":"'"$CHIEF"'","item":"'"$ITEM"'","actId":"act-'"$(date +%s)-$$"'",
  "place":"990101","placeText":"演示路 5 号","approvalForm":"LA-1","template":"'"$FILING"'",
  "party":{"name":"李小红","kind":"citizen","ageBand":"adult","capacity":"full"},
  "violation":{"from":"'"$DAY"'","continuing":false,"harm":"none"},"investigators":["'"$A"'","'"$B"'"],'
send "$CHIEF_TOKEN" assign-officers '"investigators":["'"$A"'","'"$B"'"],
  "declarations":[{"officer":"'"$A"'","conflict":false},{"officer":"'"$B"'","conflict":false}],'
in_the_way

echo 'Investigation · 调查取证'
send "$OFFICER" record-contact "$both"'"contact":"c1","whom":"party",
  "rights":{"told":["matter","basis","duties","recusal","remedies"],"signed":"signed"},'
send "$OFFICER" interview "$both"'"contact":"c1","whom":"party","corrections":[],"fromDefence":false,
  "record":{"id":"e1","description":"询问笔录"},"pages":[{"page":1,"person":"signed","officers":true}],'
send "$OFFICER" inspect "$both"'"contact":"c1","touches":[],"signed":"signed","placeText":"演示路 5 号",
  "power":{"norm":"无证无照经营查处办法","article":"第十一条","rank":"administrative-regulation"},
  "record":{"id":"e2","description":"现场检查笔录"},'
for id in e1 e2; do
  send "$OFFICER" verify-evidence "$both"'"id":"'$id'","method":"cross-checked","party":"confirmed","remark":"互相印证",'
done
send "$OFFICER" conclude-investigation "$both$penalty"'"recommendation":"penalty","reasons":"事实清楚，证据确凿",
  "facts":[{"id":"f1","text":"未取得营业执照经营餐饮","evidence":["e1","e2"]}],'

echo 'Review, notice, statement, discussion · 审核、告知、申辩、集体讨论'
send "$OFFICER" submit-review '"answers":[],'
send "$REVIEW" give-opinion '"reviewer":"'"$REVIEWER"'","outcome":"passed","problems":[],"opinion":"同意",
  "checklist":'"$(node -p 'JSON.stringify("organ officers competence procedure facts evidence law discretion documents crime"
    .split(" ").map((item) => ({ item, result: "pass" })))')"','
send "$OFFICER" serve-notice "$both$penalty$(proof)"'"terms":[],"confiscationFen":0,"hearingTold":true,
  "told":{"content":true,"facts":true,"reasons":true,"basis":true,"rights":true},"facts":"无照经营","reasons":"违法事实成立",'
send "$OFFICER" receive-statement '"id":"s1","form":"written","statement":"请求从轻","newFacts":false,'
send "$OFFICER" review-statement "$both"'"id":"s1","review":{"outcome":"rejected","reasons":"不符合从轻情形"},'
in_the_way
send "$OFFICER" waive-hearing '"proof":"FQ-1",'
send "$CHIEF_TOKEN" collective-discuss "$penalty"'"subject":"proposal","presiding":"'"$CHIEF"'","resolution":"adopted",
  "terms":[],"minutes":"JT-1","course":"一致同意",
  "votes":[{"member":"'"$CHIEF"'","vote":"for"},{"member":"'"$DEPUTY"'","vote":"for"}],'
in_the_way

echo 'Decision, service, payment · 决定、送达、缴纳'
send "$CHIEF_TOKEN" decide-penalty "$DECISION"
send "$OFFICER" issue-document '"template":"'"$PAPER"'","seal":{"kind":"ink","reference":"YZ-1"},"lateFee":true,
  "facts":"无照经营","evidence":"询问笔录、现场检查笔录","performance":"自收到本决定书之日起十五日内到演示银行缴纳",'
send "$OFFICER" serve-decision "$both$(proof)"
send "$FINANCE" receive-payment '"fineFen":600000,"lateFeeFen":0,"channel":"bank","reference":"B-1",'

echo 'Publication, closing, archive · 公示、结案、归档'
send "$PUBLISHER" publish-decision '"channel":"own-site","content":"summary",
  "fields":["organ","kind","basis","result"],"inNameOf":"'"$ORGAN"'",
  "review":{"reviewer":"'"$CHIEF"'","on":"'"$DAY"'","result":"open","reference":"BM-1"},'
send "$OFFICER" file-major-decision '"with":"演示区人民政府（演示）","reference":"ZD-1",'
send "$OFFICER" check-identity '"result":"done",'
send "$ARCHIVIST" close-case '"reference":"JA-1",'
send "$ARCHIVIST" archive-case '"catalogue":"DA-1","retentionYears":30,"documents":[],'
read_case "$DISCIPLINE" '' '&purpose=supervision' | node -p 'const c = JSON.parse(fs.readFileSync(0));
  `  → ${c.phase}, fine ${c.fine / 100} yuan, paid ${c.paid / 100} yuan`'

echo 'What was done · 案件时间线'
read_case "$DISCIPLINE" /timeline | node -p 'JSON.parse(fs.readFileSync(0)).items.map(({ revision, zh, en, actors }) =>
  `  ${String(revision).padStart(2)}  ${zh} · ${en}  (${actors.map(({ role }) => role).join(", ")})`).join("\n")'
