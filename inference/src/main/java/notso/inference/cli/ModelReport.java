package notso.inference.cli;

import notso.inference.ModelOptions.KvType;
import notso.inference.ProblemText;
import notso.inference.gguf.GgufFile;
import notso.inference.model.MachineMemory;
import notso.inference.model.MemoryEstimate;
import notso.inference.model.ModelDescription;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code notso inspect} tells of a file.
 *
 * @param needs memory by the length of the context
 */
record ModelReport(
        ModelDescription model,
        Map<Integer, MemoryEstimate> needs,
        MachineMemory machine,
        List<EngineVerdict> engines) {

    private static final int LABEL_WIDTH = 15;

    static ModelReport of(GgufFile file, List<Integer> contexts, KvType kvType) {
        ModelDescription model = ModelDescription.of(file);
        Map<Integer, MemoryEstimate> needs = new LinkedHashMap<>();
        for (int context : contexts) {
            needs.put(context, MemoryEstimate.of(model, context, kvType, kvType));
        }
        return new ModelReport(model, needs, MachineMemory.now(), EngineVerdict.of(file));
    }

    /** Lines for a person: a label and a value each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "Name", model.title());
        add(lines, "Architecture", model.architecture().isEmpty() ? "-" : model.architecture());
        add(
                lines,
                "File",
                "%s (%d bytes), GGUF version %d"
                        .formatted(
                                ProblemText.size(model.fileBytes()),
                                model.fileBytes(),
                                model.ggufVersion()));
        add(lines, "Parameters", parameters());
        add(lines, "Tensors", tensors());
        add(lines, "Layers", count(model.layers()));
        add(lines, "Hidden", count(model.hidden()));
        add(lines, "FFN", count(model.feedForward()));
        add(lines, "Heads", "%s of %s".formatted(count(model.heads()), count(model.headSize())));
        add(lines, "KV heads", count(model.kvHeads()));
        add(lines, "RoPE base", number(model.ropeBase()));
        add(lines, "NoPE layers", nopeLayers());
        add(lines, "Context", count(model.trainedContext()) + " tokens trained for");
        add(lines, "Vocabulary", count(model.vocabulary()) + " tokens, " + tokenizer());
        add(lines, "Chat template", model.chatTemplate().isPresent() ? "yes" : "none");
        needs.forEach((context, need) -> add(lines, "Memory", memory(context, need)));
        engines.forEach(
                verdict ->
                        add(
                                lines,
                                "Engine",
                                "%s: %s, %s"
                                        .formatted(
                                                verdict.engine(),
                                                verdict.canRun() ? "yes" : "no",
                                                verdict.words())));
        return lines;
    }

    /** The same for a program, in numbers. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", model.path());
        members.put("name", model.title());
        members.put("architecture", model.architecture());
        members.put("fileBytes", model.fileBytes());
        members.put("ggufVersion", model.ggufVersion());
        members.put("parameters", model.parameters());
        members.put("weightBytes", model.weightBytes());
        members.put("tensors", tensorCount());
        members.put("tensorTypes", model.tensorTypes());
        members.put("layers", model.layers());
        members.put("hidden", model.hidden());
        members.put("feedForward", model.feedForward());
        members.put("heads", model.heads());
        members.put("kvHeads", model.kvHeads());
        members.put("headSize", model.headSize());
        members.put("ropeBase", model.ropeBase());
        members.put("nopeLayers", model.nopeLayers());
        members.put("contextLength", model.trainedContext());
        members.put("vocabulary", model.vocabulary());
        members.put(
                "tokenizer",
                Map.of(
                        "model", model.tokenizer().model(),
                        "preTokenizer", model.tokenizer().preTokenizer()));
        members.put("hasChatTemplate", model.chatTemplate().isPresent());
        members.put("kvBytesPerToken", model.kvBytesPerToken());
        members.put(
                "memory",
                needs.entrySet().stream()
                        .map(need -> memoryMembers(need.getKey(), need.getValue()))
                        .toList());
        members.put("engines", engineMembers());
        return members;
    }

    private Map<String, Object> memoryMembers(int context, MemoryEstimate need) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("context", context);
        members.put("weightBytes", need.weightBytes());
        members.put("kvBytes", need.kvBytes());
        members.put("bufferBytes", need.bufferBytes());
        members.put("totalBytes", need.totalBytes());
        members.put("fit", need.fit(machine).name().toLowerCase(Locale.ROOT));
        return members;
    }

    private Map<String, Object> engineMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (EngineVerdict verdict : engines) {
            members.put(
                    verdict.engine(),
                    Map.of("canRun", verdict.canRun(), "detail", verdict.words()));
        }
        return members;
    }

    private String memory(int context, MemoryEstimate need) {
        return "%s at %d tokens (weights %s, KV cache %s, buffers %s): %s"
                .formatted(
                        ProblemText.size(need.totalBytes()),
                        context,
                        ProblemText.size(need.weightBytes()),
                        ProblemText.size(need.kvBytes()),
                        ProblemText.size(need.bufferBytes()),
                        switch (need.fit(machine)) {
                            case FITS -> "fits";
                            case TIGHT -> "tight";
                            case TOO_LARGE ->
                                    "too large for the %s of this machine"
                                            .formatted(ProblemText.size(machine.totalBytes()));
                        });
    }

    private String parameters() {
        double count = model.parameters();
        if (count == 0) {
            return "-";
        }
        String rounded =
                count >= 1e9
                        ? String.format(Locale.ROOT, "%.2f billion", count / 1e9)
                        : String.format(Locale.ROOT, "%.2f million", count / 1e6);
        return "%s (%d)".formatted(rounded, model.parameters());
    }

    private String tensors() {
        return model.tensorTypes().entrySet().stream()
                .map(type -> type.getValue() + " " + type.getKey())
                .collect(Collectors.joining(", ", tensorCount() + ": ", ""))
                .replaceFirst(": $", "");
    }

    private int tensorCount() {
        return model.tensorTypes().values().stream().mapToInt(Integer::intValue).sum();
    }

    private String nopeLayers() {
        return model.nopeLayers().isEmpty()
                ? "none"
                : model.nopeLayers().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private String tokenizer() {
        String kind = model.tokenizer().model().isEmpty() ? "no" : model.tokenizer().model();
        String rule = model.tokenizer().preTokenizer();
        return kind + " tokenizer" + (rule.isEmpty() ? "" : ", words split as in " + rule);
    }

    private static String count(int value) {
        return value == 0 ? "-" : String.valueOf(value);
    }

    private static String number(double value) {
        return value == 0 ? "-" : String.format(Locale.ROOT, "%.0f", value);
    }

    /** Names come from the file: they must not drive the terminal. */
    private static void add(List<String> lines, String label, String value) {
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-" + LABEL_WIDTH + "s%s",
                        label,
                        value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?")));
    }
}
