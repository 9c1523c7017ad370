package notso.app.settings;

import static notso.app.settings.Setting.Effect.AT_ONCE;
import static notso.app.settings.Setting.Effect.NEXT_ANSWER;
import static notso.app.settings.Setting.Effect.NEXT_LOAD;
import static notso.app.settings.Setting.Effect.NEXT_START;

import notso.inference.ModelOptions;
import notso.inference.ModelOptions.KvType;
import notso.inference.Sampling;

import java.util.List;

/** Everything that can be chosen. {@code doc/settings.md} is a table of it. */
public final class AllSettings {

    private static final int LONGEST_PROMPT = 100_000;
    private static final int LONGEST_PATH = 4096;

    public static final Setting<Choice.Theme> THEME =
            new Setting<>(
                    "appearance.theme",
                    Choice.Theme.SYSTEM,
                    SettingType.choice(Choice.Theme.class),
                    AT_ONCE,
                    "colours of the window");

    public static final Setting<String> SYSTEM_PROMPT =
            new Setting<>(
                    "chat.systemPrompt",
                    "",
                    SettingType.text(LONGEST_PROMPT),
                    NEXT_ANSWER,
                    "custom instructions of conversations that have none of their own");

    public static final Setting<Boolean> THINKING =
            new Setting<>(
                    "chat.thinking",
                    true,
                    SettingType.truth(),
                    NEXT_ANSWER,
                    "whether the model thinks before it answers");

    public static final Setting<Double> TEMPERATURE =
            new Setting<>(
                    "chat.temperature",
                    Sampling.DEFAULT.temperature(),
                    SettingType.decimal(0, 5),
                    NEXT_ANSWER,
                    "how freely tokens are chosen; 0 takes the likeliest");

    public static final Setting<Integer> TOP_K =
            new Setting<>(
                    "chat.topK",
                    Sampling.DEFAULT.topK(),
                    SettingType.whole(0, 1_000_000),
                    NEXT_ANSWER,
                    "keeps so many of the likeliest tokens; 0 keeps all");

    public static final Setting<Double> TOP_P =
            new Setting<>(
                    "chat.topP",
                    Sampling.DEFAULT.topP(),
                    SettingType.decimal(0.001, 1),
                    NEXT_ANSWER,
                    "keeps the likeliest tokens that reach this probability together");

    public static final Setting<Double> MIN_P =
            new Setting<>(
                    "chat.minP",
                    Sampling.DEFAULT.minP(),
                    SettingType.decimal(0, 1),
                    NEXT_ANSWER,
                    "keeps tokens of this share of the likeliest one's probability");

    public static final Setting<Double> REPETITION_PENALTY =
            new Setting<>(
                    "chat.repetitionPenalty",
                    Sampling.DEFAULT.repetitionPenalty(),
                    SettingType.decimal(0.5, 2),
                    NEXT_ANSWER,
                    "makes repeated tokens less likely; 1 changes nothing");

    public static final Setting<Boolean> KEEP_REASONING =
            new Setting<>(
                    "chat.keepReasoning",
                    false,
                    SettingType.truth(),
                    NEXT_ANSWER,
                    "whether the model sees what it thought in earlier turns");

    public static final Setting<Integer> ANSWER_RESERVE =
            new Setting<>(
                    "chat.answerReserve",
                    1024,
                    SettingType.whole(64, 65_536),
                    NEXT_ANSWER,
                    "tokens of the context that are kept free for an answer");

    public static final Setting<Boolean> MODEL_TITLES =
            new Setting<>(
                    "chat.modelTitles",
                    true,
                    SettingType.truth(),
                    NEXT_ANSWER,
                    "whether the model names conversations");

    public static final Setting<String> ENGINE =
            new Setting<>(
                    "engine.name",
                    "auto",
                    SettingType.word(List.of("auto", "llamacpp", "jllama", "scripted")),
                    NEXT_LOAD,
                    "which engine runs models");

    public static final Setting<Integer> CONTEXT_LENGTH =
            new Setting<>(
                    "engine.contextLength",
                    ModelOptions.AUTOMATIC,
                    SettingType.wholeOr(ModelOptions.AUTOMATIC, 512, 1_048_576),
                    NEXT_LOAD,
                    "tokens of context");

    public static final Setting<Integer> THREADS =
            new Setting<>(
                    "engine.threads",
                    ModelOptions.AUTOMATIC,
                    SettingType.wholeOr(ModelOptions.AUTOMATIC, 1, 1024),
                    NEXT_LOAD,
                    "worker threads");

    public static final Setting<Integer> GPU_LAYERS =
            new Setting<>(
                    "engine.gpuLayers",
                    ModelOptions.AUTOMATIC,
                    SettingType.wholeOr(ModelOptions.AUTOMATIC, 0, 10_000),
                    NEXT_LOAD,
                    "layers on a graphics processor; 0 for none");

    public static final Setting<String> DEVICE =
            new Setting<>(
                    "engine.device",
                    "",
                    SettingType.text(200),
                    NEXT_LOAD,
                    "which device to use; empty for the engine's choice");

    public static final Setting<KvType> KEY_TYPE =
            new Setting<>(
                    "engine.keyType",
                    KvType.F16,
                    SettingType.choice(KvType.class),
                    NEXT_LOAD,
                    "how the keys of the KV cache are stored");

    public static final Setting<KvType> VALUE_TYPE =
            new Setting<>(
                    "engine.valueType",
                    KvType.F16,
                    SettingType.choice(KvType.class),
                    NEXT_LOAD,
                    "how the values of the KV cache are stored");

    public static final Setting<String> MODEL =
            new Setting<>(
                    "model.last",
                    "",
                    SettingType.text(LONGEST_PATH),
                    NEXT_START,
                    "the model file that was used last");

    public static final Setting<List<String>> MODEL_FOLDERS =
            new Setting<>(
                    "model.folders",
                    List.of(),
                    SettingType.texts(100, LONGEST_PATH),
                    NEXT_START,
                    "more folders in which to look for models");

    public static final Setting<List<Double>> WINDOW_PLACE =
            new Setting<>(
                    "window.place",
                    List.of(),
                    SettingType.numbers(4),
                    NEXT_START,
                    "left, top, width and height of the window; empty for the middle");

    public static final Setting<Boolean> MAXIMIZED =
            new Setting<>(
                    "window.maximized",
                    false,
                    SettingType.truth(),
                    NEXT_START,
                    "whether the window fills the screen");

    public static final Setting<Boolean> SIDEBAR =
            new Setting<>(
                    "window.sidebar",
                    true,
                    SettingType.truth(),
                    AT_ONCE,
                    "whether the list of conversations is shown");

    public static final Setting<String> LAST_SESSION =
            new Setting<>(
                    "window.lastSession",
                    "",
                    SettingType.text(40),
                    NEXT_START,
                    "the conversation that was shown last");

    private static final List<Setting<?>> LIST =
            List.of(
                    THEME,
                    SYSTEM_PROMPT,
                    THINKING,
                    TEMPERATURE,
                    TOP_K,
                    TOP_P,
                    MIN_P,
                    REPETITION_PENALTY,
                    KEEP_REASONING,
                    ANSWER_RESERVE,
                    MODEL_TITLES,
                    ENGINE,
                    CONTEXT_LENGTH,
                    THREADS,
                    GPU_LAYERS,
                    DEVICE,
                    KEY_TYPE,
                    VALUE_TYPE,
                    MODEL,
                    MODEL_FOLDERS,
                    WINDOW_PLACE,
                    MAXIMIZED,
                    SIDEBAR,
                    LAST_SESSION);

    private AllSettings() {}

    /** In the order of the documentation. */
    public static List<Setting<?>> list() {
        return LIST;
    }
}
