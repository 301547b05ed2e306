// Steps through an ink story: reads lines `stateful N` and `stateless N`, answers with the CPU
// microseconds that a step took.
const fs = require("node:fs");
const readline = require("node:readline");
const { Compiler } = require("inkjs/full");

const source = fs.readFileSync(process.argv[2], "utf8");
const story = new Compiler(source).Compile();
story.Continue();

function step(number) {
  story.ChooseChoiceIndex(number % story.currentChoices.length);
  let text = "";
  while (story.canContinue) text += story.Continue();
  return text.length + story.currentChoices.map((choice) => choice.text).length;
}

const kinds = {
  stateful(steps) {
    for (let number = 0; number < steps; number++) step(number);
  },
  stateless(steps) {
    let state = story.state.ToJson();
    for (let number = 0; number < steps; number++) {
      story.state.LoadJson(state);
      step(number);
      state = story.state.ToJson();
    }
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [kind, steps] = line.split(" ");
  const before = process.cpuUsage();
  kinds[kind](Number(steps));
  const spent = process.cpuUsage(before);
  console.log((spent.user + spent.system) / Number(steps));
});
