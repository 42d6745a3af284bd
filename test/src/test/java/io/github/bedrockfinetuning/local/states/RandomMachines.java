package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * Generates random state machines with fixed seeds, from features that aws-local-stepfunctions supports. They avoid the
 * known differences between it and AWS: IsPresent false, falsy and null values, and ResultPath $. They also avoid two
 * branches that could fail at the same time, because the order depends on timing.
 */
final class RandomMachines {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String INPUT = "{'n':3,'m':8,'s':'red','t':'green','b':true,'z':null,'list':[4,5,6],"
            + "'at':'2026-11-22T00:00:00Z','o':{'p':1,'q':{'r':'deep'}},'rows':[{'k':'a','v':1},{'k':'b','v':2}]}";
    private static final List<String> PATHS = List.of(
            "$.n", "$.m", "$.s", "$.b", "$.list", "$.list[1]", "$.o", "$.o.p", "$.o.q.r", "$.rows[1].v", "$['s']");
    private static final List<String> CALLS = List.of("States.Format('{}-{}', $.s, $.n)", "States.Format('plain')");
    private static final List<String> RULES = List.of(
            "{'Variable':'$.s','StringEquals':'red'}",
            "{'Variable':'$.n','StringEquals':'red'}",
            "{'Variable':'$.b','BooleanEquals':false}",
            "{'Variable':'$.b','BooleanEquals':true}",
            "{'Variable':'$.none','IsPresent':true}",
            "{'Variable':'$.o.p','IsPresent':true}",
            "{'Variable':'$.none','StringEquals':'x'}");

    private final Random random;
    private final ObjectNode tasks = NODES.objectNode();
    private int named;

    private RandomMachines(long seed) {
        random = new Random(seed);
    }

    /** Returns {machine, input, tasks}. */
    static ObjectNode make(long seed) {
        RandomMachines maker = new RandomMachines(seed);
        ObjectNode made = NODES.objectNode();
        made.set("machine", maker.scope(0, true));
        made.set("input", json(INPUT));
        made.set("tasks", maker.tasks);
        return made;
    }

    /** @param risky whether the scope can fail */
    private ObjectNode scope(int depth, boolean risky) {
        int count = 1 + random.nextInt(depth == 0 ? 6 : 3);
        String[] names = new String[count + 1];
        for (int i = 0; i < count; i++) {
            names[i] = "S" + named++;
        }
        String last = "S" + named++;
        names[count] = last;
        ObjectNode scope = NODES.objectNode().put("StartAt", names[0]);
        ObjectNode states = scope.putObject("States");
        for (int i = 0; i < count; i++) {
            String later = names[i + 1 + random.nextInt(count - i)];
            states.set(names[i], state(names[i], names[i + 1], later, depth, risky));
        }
        boolean fails = risky && chance(8);
        states.set(last, json(fails ? "{'Type':'Fail','Error':'Given','Cause':'up'}" : "{'Type':'Succeed'}"));
        return scope;
    }

    private ObjectNode state(String name, String next, String later, int depth, boolean risky) {
        int kind = random.nextInt(depth < 2 ? 9 : 7);
        if (kind < 2) {
            return output(result(input("Pass"), risky), risky).put("Next", next);
        }
        if (kind < 5) {
            return task(name, next, later, risky);
        }
        if (kind == 5) {
            return choice(next, later, risky);
        }
        if (kind == 6) {
            return input("Wait").put("Seconds", 1 + random.nextInt(100)).put("Next", next);
        }
        ObjectNode state = parallel(depth, risky);
        if (!risky || chance(60)) {
            state.put("ResultPath", "$.r" + random.nextInt(3));
        }
        return caught(state, later, risky).put("Next", next);
    }

    private ObjectNode input(String type) {
        return NODES.objectNode().put("Type", type);
    }

    private ObjectNode result(ObjectNode state, boolean risky) {
        if (chance(40)) {
            state.set("Result", json(chance(50) ? "{'fixed':[1,{'x':null}]}" : "'fixed'"));
        } else if (chance(70)) {
            state.set("Parameters", template(risky));
        }
        return state;
    }

    private ObjectNode output(ObjectNode state, boolean risky) {
        if (chance(70)) {
            String[] places = {"$.r1", "$.o.made", "$.deep.er.still", "$.w"};
            state.put("ResultPath", places[random.nextInt(4)]);
        } else if (chance(60) || !risky) {
            state.putNull("ResultPath");
        }
        if (chance(15) && risky) {
            state.put("OutputPath", path());
        }
        return state;
    }

    private ObjectNode task(String name, String next, String later, boolean risky) {
        ObjectNode state = input("Task");
        state.put("Resource", "arn:aws:lambda:us-east-1:123456789012:function:f");
        if (chance(40)) {
            state.set("Parameters", template(risky));
        }
        ArrayNode outcomes = tasks.putArray(name);
        int failures = chance(50) ? random.nextInt(5) : 0;
        for (int i = 0; i < failures; i++) {
            outcomes.addObject().put("error", chance(70) ? "Boom" : "Bang").put("cause", "because");
        }
        if (chance(50)) {
            outcomes.addObject().put("echo", true);
        } else {
            outcomes.addObject().set("output", json("{'n':7,'s':'blue','done':[true]}"));
        }
        output(state, risky);
        if (chance(60)) {
            state.set("Retry", json(retry()));
        }
        return caught(state, later, risky).put("Next", next);
    }

    private ObjectNode caught(ObjectNode state, String later, boolean risky) {
        if (!risky || chance(50)) {
            ArrayNode catchers = state.putArray("Catch");
            if (chance(30)) {
                catchers.add(json("{'ErrorEquals':['Bang','Other'],'ResultPath':'$.e','Next':'" + later + "'}"));
            }
            catchers.add(json("{'ErrorEquals':['States.ALL'],'ResultPath':" + (chance(50) ? "'$.e'" : "null")
                    + ",'Next':'" + later + "'}"));
        }
        return state;
    }

    private String retry() {
        String most = chance(70) ? ",'MaxAttempts':" + random.nextInt(4) : "";
        String all = chance(40) ? ",{'ErrorEquals':['States.ALL'],'MaxAttempts':" + random.nextInt(3) + "}" : "";
        return "[{'ErrorEquals':['" + (chance(50) ? "Boom" : "Bang") + "']" + most + "}" + all + "]";
    }

    private ObjectNode choice(String next, String later, boolean risky) {
        ObjectNode state = input("Choice");
        ArrayNode choices = state.putArray("Choices");
        for (int i = random.nextInt(2); i >= 0; i--) {
            choices.add(rule(2, risky).put("Next", chance(50) ? later : next));
        }
        // Every state remains reachable and has a next state, unless the scope can fail.
        choices.add(json("{'And':[{'Variable':'$.none','IsPresent':true},{'Variable':'$.o','IsPresent':true}],'Next':'"
                + next + "'}"));
        if (!risky || chance(80)) {
            state.put("Default", later);
        }
        return state;
    }

    private ObjectNode rule(int depth, boolean risky) {
        if (depth > 0 && chance(25)) {
            ObjectNode joined = NODES.objectNode();
            joined.putArray("And").add(rule(depth - 1, risky)).add(rule(depth - 1, risky));
            return joined;
        }
        // If nothing can fail, only choices that check whether a value is present are used.
        int from = risky ? 0 : 4;
        int to = risky ? RULES.size() : 6;
        return (ObjectNode) json(RULES.get(from + random.nextInt(to - from)));
    }

    private ObjectNode parallel(int depth, boolean risky) {
        ObjectNode state = input("Parallel");
        // With any input, the branches can insert their results.
        state.set("Parameters", json("{'n':3,'m':8,'s':'red','o':{'p':1},'list':[4,5,6],'in.$':'$'}"));
        ArrayNode branches = state.putArray("Branches");
        int count = 1 + random.nextInt(3);
        int risk = risky ? random.nextInt(count) : -1;
        for (int i = 0; i < count; i++) {
            branches.add(scope(depth + 1, i == risk));
        }
        return state;
    }

    private ObjectNode template(boolean risky) {
        ObjectNode template = (ObjectNode) json("{'fixed':{'list':[1,'$.n']},'whole.$':'$'}");
        if (risky) {
            template.put("a.$", path());
            if (chance(50)) {
                template.putObject("inner").put("b.$", path());
            }
            template.put("c.$", CALLS.get(random.nextInt(CALLS.size())));
        }
        return template;
    }

    private String path() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
