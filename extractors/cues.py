"""Cue words: what a word near a number says about the number.

One table for all number-led kinds. A new wording is a word in the row it belongs to; the weights of the cue classes
are learned (`make train`).
"""

import regex

CUE_CLASSES: dict[str, str] = {
    # "3x faster", "cuts latency by 60%"
    "speed": """faster speedup speedups speed-up speed-ups speed speeds acceleration accelerate accelerates
        accelerated accelerating accelerations quicker quickly throughput latency latencies runtime runtimes
        run-time running-time inference-time wall-clock wallclock fps slower speeding sped real-time quick fast
        rapid speeds-up time times hours minutes seconds milliseconds ms""",
    # "half the memory"
    "memory": """memory footprint footprints ram cache kv vram storage memory-efficient memory-usage buffer""",
    "energy": """energy power battery carbon electricity energy-efficient emissions co2""",
    # "with 40% fewer FLOPs"
    "compute": """flops macs mac gflops gmacs computation computational computations compute computing
        operations gpu-hours multiply-adds madds mult-adds multadds multiplications arithmetic gpu-days bops
        flop tflops""",
    # "8x smaller", "16x compression"
    "size": """parameters parameter params param size sizes smaller larger compression compress compressed
        compresses compressing compact model-size weights pruned pruning prune prunes bigger lighter tiny
        sparsity sparse smaller-sized lightweight""",
    "cost": """cost costs cheaper price prices money dollars dollar expense expensive budget budgets usd $""",
    # "82.1% accuracy"
    "metric": """accuracy accuracies f1 f1-score f1-scores f-score f-measure bleu map miou iou ap auc auroc auprc
        perplexity ppl wer cer rouge rouge-l rouge-1 rouge-2 meteor cider spice ndcg mrr recall precision hit hits
        psnr ssim fid lpips is kappa dice dsc rmse mae mse error errors error-rate score scores correlation
        top-1 top-5 rank-1 r@1 recall@1 pass@1 em exact-match win-rate rate success reward rewards return
        returns macro-f1 micro-f1 mean-ap mota idf1 hota pq nds eao ao las uas loss epe mpjpe pck r2 mcc
        accuracy. likelihood bits bpd bpc asr sari bertscore bleurt comet acc mota elo""",
    # "outperforms X by 3.2 points"
    "gain": """performance improvement improvements improve improves improved improving gain gains outperform
        outperforms outperformed outperforming surpass surpasses surpassing surpassed better boost boosts
        boosting boosted higher exceeds exceed exceeding beats beat beating margin margins increase increases
        increased increasing points point absolute relative enhances enhance enhancing enhancement superior best
        advances lead leads outperformance""",
    # "achieves 82.1%"
    "level": """achieve achieves achieved achieving obtain obtains obtained reach reaches reached reaching attain
        attains attained yield yields yielding score scored scoring report state-of-the-art sota record new
        results result obtaining attaining resulting maintains maintaining retains retaining preserving
        comparable""",
    # "reduces ... by", "fewer"
    "less": """reduce reduces reduced reducing reduction reductions fewer less lower lowers lowering decrease
        decreases decreased decreasing cut cuts cutting save saves saved saving savings shrink shrinks shrinking
        minimizing lowered saver fraction down only merely requires requiring uses using needs needing""",
    # "with a 2.4% drop"
    "loss": """drop drops dropped dropping degradation degrade degrades degraded degrading worse decline declines
        sacrifice sacrificing losing lose loses deterioration gap behind below fall falls""",
    # numbers that count things
    "data": """images image samples sample tokens token data examples labels label labeled labelled annotations
        annotated sentences sentence videos video words word documents datasets dataset classes languages tasks
        task queries query users participants questions pairs instances points frames hours episodes
        demonstrations categories domains subjects objects people articles papers dialogues benchmarks
        trajectories models methods experiments studies cases settings scenarios percent training-data
        supervision pixels nodes edges entities relations""",
    "hyper": """ratio ratios dropout batch learning epochs epoch iterations iteration steps step layers layer
        masking mask masked noise probability confidence threshold heads dimension dimensions bits bit bit-width
        budget shots shot channels depth width length lengths context window resolution temperature level levels
        rounds""",
    "training": """training train trained pretraining pre-training fine-tuning finetuning convergence converge
        converges converging search optimization backpropagation epochs trains learning optimizer retraining
        distillation tuning""",
    "inference": """inference decoding generation generating prefill prefilling serving deployment inference-time
        test-time prediction decode decoder kernel kernels sampling generate rendering render forward detection
        on-device gpu cpu mobile edge device devices query retrieval attention""",
    "parameter": """parameters parameter params param billion million model models trainable tunable learnable
        parametric llm llms""",
    "trainable": "trainable tunable tuned fine-tuned additional added updated learnable extra finetuned tuning updating",
    "active": "active activated activation activates activating activate",
    "than": "than over compared versus vs relative against",
}  # fmt: skip
CUES: dict[str, tuple[str, ...]] = {}
for _class, _words in CUE_CLASSES.items():
    for _word in _words.split():
        CUES[_word] = (*CUES.get(_word, ()), _class)

#: words that tell the phase or the measure of a speedup, by field and value
FIELD_WORDS: dict[str, dict[str, str]] = {
    "phase": {
        # "trains 80% faster", "2.5x faster pre-training"
        "training": """train trains trained training pre-training pretraining pre-train pretrain fine-tuning
            finetuning fine-tune convergence converge converges converged converging search optimization
            backpropagation training-time learning learns retraining distillation imitation fitting
            backward epochs""",
        # "2.2x in decoding time", "inference speed"
        "inference": """inference decoding generation generating generate prefill prefilling serving
            inference-time test-time runtime prediction decode decoder decodes kernel kernels sampling
            rendering render renders forward detection query queries retrieval deployment evaluation
            recognition tracking segmentation real-time fps response on-device infer infers inferring
            synthesis translation planning parsing testing test predict predicting run runs running""",
    },
    "measure": {
        "latency": "latency latencies delay latency-wise response",
        "throughput": "throughput throughputs tokens/s qps",
        "time": """time times runtime runtimes run-time running-time hours wall-clock walltime duration minutes
            seconds days training-time inference-time""",
        "speed": """speed speeds speedup speedups speed-up speed-ups faster acceleration accelerate accelerates accelerating
            accelerated fps quicker speeding""",
    },
}
FIELD_OF: dict[str, dict[str, str]] = {
    field: {word: value for value, words in values.items() for word in words.split()}
    for field, values in FIELD_WORDS.items()
}

#: words that leave no doubt of the phase where they stand beside a speedup
PLAIN_PHASE = {
    **dict.fromkeys(
        """training train trains trained pre-training pretraining fine-tuning finetuning fine-tune convergence
        converge converges training-time retraining""".split(),
        "training",
    ),
    **dict.fromkeys(
        """inference decoding generation prefill prefilling serving inference-time test-time kernel kernels sampling
        rendering infer runtime detection tracking segmentation retrieval""".split(),
        "inference",
    ),
}
#: ... or that it is both: "speeds up training and inference by 2x"
_BOTH = (
    r"\b(?:(?:training|fine-tuning)\s(?:and|or|as well as)\s(?:\p{Ll}+\s)?inference"
    r"|inference\s(?:and|or|as well as)\s(?:\p{Ll}+\s)?(?:training|fine-tuning))\b"
)
BOTH_PHASES = regex.compile(_BOTH, regex.IGNORECASE)
#: ... of something long: "speeds up training and inference of several recurrent networks by up to"
BOTH_PHASES_OF = regex.compile(_BOTH + r"\s(?:of|for|in)\b[^,;:\d]{0,90}$", regex.IGNORECASE)
#: ... and of the measure
PLAIN_MEASURE = {
    **dict.fromkeys(("latency", "latencies", "delay"), "latency"),
    **dict.fromkeys(("throughput", "throughputs"), "throughput"),
}
# ... where it is said in several words: "4.5x faster run-time", "the detection time is 5 times faster"
_NO_LINK = r"(?!(?:at|than|on|and|for|with|over|while|by|per|of)\b)"
_TIME = r"(?:run-?times?|times?|duration)\b"
MEASURE_BEHIND: dict[str, regex.Pattern[str]] = {
    "time": regex.compile(
        r"\sas long\b|[\s\-]?(?:faster|quicker|shorter|speed-?ups?|accelerations?)\s(?:in\s(?:the\s|its\s)?)?"
        rf"(?:{_NO_LINK}\p{{L}}+[\s\-]){{0,2}}{_TIME}"
    ),
    "throughput": regex.compile(
        r"\s(?:(?:more|higher|greater|as many|in)\s)(?:\p{L}+\s){0,2}"
        r"(?:FPS|fps|frame[\s\-]?rates?|QPS|per\s(?:second|hour|minute))\b"
    ),
    "latency": regex.compile(r"\sin\s(?:\p{L}+\s)?latency\b"),
}
MEASURE_BEFORE: dict[str, regex.Pattern[str]] = {
    "time": regex.compile(
        rf"\b{_TIME}(?:\s(?:of|for|on|per)\s[^.;:,\d]{{1,40}})?\s(?:that\s)?(?:is|are|was|were|being)\s$"
    ),
    "throughput": regex.compile(
        r"\b(?:frame[\s\-]?rates?|FPS|fps)\s(?:of\s[^.;:,\d]{1,30}\s)?(?:is|are|was|by|from)\s$"
    ),
}
