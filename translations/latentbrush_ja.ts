<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>CommandLine</name>
    <message>
        <source>load</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>UNet step</source>
        <translation>UNet 1ステップ</translation>
    </message>
    <message>
        <source>VAE decode</source>
        <translation>VAE デコード</translation>
    </message>
    <message>
        <source>peak memory</source>
        <translation>最大メモリ</translation>
    </message>
    <message>
        <source>measure a model on this machine</source>
        <translation>このコンピューターでモデルの速さを測る</translation>
    </message>
    <message>
        <source>a model&apos;s name or path, or &apos;starter&apos;</source>
        <translation>モデルの名前かパス、または starter</translation>
    </message>
    <message>
        <source>auto, cpu, cuda or cuda:N</source>
        <translation>auto、cpu、cuda、cuda:N のいずれか</translation>
    </message>
    <message>
        <source>auto, fp32, bf16 or fp16</source>
        <translation>auto、fp32、bf16、fp16 のいずれか</translation>
    </message>
    <message>
        <source>denoising steps</source>
        <translation>ステップ数</translation>
    </message>
    <message>
        <source>as JSON</source>
        <translation>JSON で出力</translation>
    </message>
    <message>
        <source>make pictures</source>
        <translation>画像を生成する</translation>
    </message>
    <message>
        <source>what the picture shows</source>
        <translation>プロンプト</translation>
    </message>
    <message>
        <source>what it should not show</source>
        <translation>ネガティブプロンプト</translation>
    </message>
    <message>
        <source>the same seed gives the same picture; none: one is drawn</source>
        <translation>同じシード値なら同じ画像になる。省略すると引く</translation>
    </message>
    <message>
        <source>ddim, euler, euler_a, dpmpp_2m …</source>
        <translation>ddim、euler、euler_a、dpmpp_2m など</translation>
    </message>
    <message>
        <source>auto, leading, linspace, trailing, karras …</source>
        <translation>auto、leading、linspace、trailing、karras など</translation>
    </message>
    <message>
        <source>guidance scale; 1 is off</source>
        <translation>ガイダンス強度 (CFG)。1 で無効</translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT in pixels; none: the model&apos;s own</source>
        <translation>幅x高さ (ピクセル)。省略するとモデルの標準</translation>
    </message>
    <message>
        <source>how many pictures; picture i uses seed + i</source>
        <translation>枚数。i 枚目のシード値は seed + i</translation>
    </message>
    <message>
        <source>a request as JSON; flags override it</source>
        <translation>リクエストの JSON。オプションが優先</translation>
    </message>
    <message>
        <source>initial noise (safetensors)</source>
        <translation>最初のノイズ (safetensors)</translation>
    </message>
    <message>
        <source>where the final latents go (safetensors)</source>
        <translation>最終潜在表現の保存先 (safetensors)</translation>
    </message>
    <message>
        <source>FILE.png, a folder, or a name with {seed} or {i}</source>
        <translation>ファイル名.png、フォルダー、または {seed} か {i} を含む名前</translation>
    </message>
    <message>
        <source>also keep the pictures in the history</source>
        <translation>画像を履歴にも残す</translation>
    </message>
    <message>
        <source>overwrite existing files</source>
        <translation>既存のファイルを上書きする</translation>
    </message>
    <message>
        <source>one JSON object a line: progress, then results</source>
        <translation>1行に1つの JSON: 進み具合、次に結果</translation>
    </message>
    <message>
        <source>look through what was made</source>
        <translation>これまでに生成した画像を見る</translation>
    </message>
    <message>
        <source>the newest pictures</source>
        <translation>新しい画像</translation>
    </message>
    <message>
        <source>pictures whose prompt has these words</source>
        <translation>プロンプトにこれらの語を含む画像</translation>
    </message>
    <message>
        <source>at most so many</source>
        <translation>最大件数</translation>
    </message>
    <message>
        <source>favourites alone</source>
        <translation>お気に入りのみ</translation>
    </message>
    <message>
        <source>words</source>
        <translation>検索する語</translation>
    </message>
    <message>
        <source>all that is known about one picture</source>
        <translation>1枚の画像のすべての情報</translation>
    </message>
    <message>
        <source>its number in the list</source>
        <translation>一覧での番号</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>family</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>パラメーター数</translation>
    </message>
    <message>
        <source>file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>say what a model file is; executes nothing of it</source>
        <translation>モデルファイルの内容を調べる。中のコードは実行しない</translation>
    </message>
    <message>
        <source>Makes pictures from words, on this machine.</source>
        <translation>言葉から画像を、このコンピューターの中で生成します。</translation>
    </message>
    <message>
        <source>show a text&apos;s tokens</source>
        <translation>テキストのトークンを表示する</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>The mask was scaled from %1 × %2 to %3 × %4 pixels, the picture&apos;s size.</source>
        <translation>マスクを %1 × %2 から画像の大きさ %3 × %4 ピクセルに拡大・縮小しました。</translation>
    </message>
    <message>
        <source>a picture to start from, or to repaint by --mask</source>
        <translation>元にする画像。--mask があれば、その部分を塗り直す画像</translation>
    </message>
    <message>
        <source>white is repainted, black stays as it is</source>
        <translation>白は塗り直し、黒はそのまま残します</translation>
    </message>
    <message>
        <source>what painting begins with under the mask: original, fill, noise, nothing, telea or ns</source>
        <translation>マスクの下を何から描き始めるか: original(元の絵)、fill(周りの色)、noise(潜在ノイズ)、nothing(空)、telea、ns</translation>
    </message>
    <message>
        <source>what the network sees: the whole picture, or the masked part at full size</source>
        <translation>ネットワークに見せる範囲: whole(画像全体)または masked(マスク部分を拡大)</translation>
    </message>
    <message>
        <source>pixels around the mask that are seen with --inpaint-area masked; none: 32</source>
        <translation>--inpaint-area masked のときにマスクの周りで見せる画素数。省略時は 32</translation>
    </message>
    <message>
        <source>how soft the mask&apos;s edge is, in pixels; none: 4</source>
        <translation>マスクの縁のぼかし(画素)。省略時は 4</translation>
    </message>
    <message>
        <source>repaint what the mask leaves out</source>
        <translation>マスクの外側を描き直す</translation>
    </message>
    <message>
        <source>what grey in the mask does: mix the edge, say the amount of change, or soft</source>
        <translation>マスクの灰色の意味: mix(縁を混ぜる)、amount(変化の量)、soft(ソフト)</translation>
    </message>
    <message>
        <source>move the painted part&apos;s colours to those around it</source>
        <translation>描いた部分の色を周りの色に合わせる</translation>
    </message>
    <message>
        <source>smooth the painted part&apos;s edge into the picture</source>
        <translation>描いた部分の縁を画像になじませる</translation>
    </message>
    <message>
        <source>LEFT,TOP,RIGHT,BOTTOM: pixels by which the picture is continued</source>
        <translation>左,上,右,下: 画像を描き足す画素数</translation>
    </message>
    <message>
        <source>a VAE&apos;s name or path instead of the model&apos;s own</source>
        <translation>モデル自身のものの代わりに使う VAE の名前またはパス</translation>
    </message>
    <message>
        <source>NAME:WEIGHT or NAME:TEXT:UNET: a LoRA over the model; may be said again</source>
        <translation>名前:重み または 名前:テキスト:UNET。モデルに重ねる LoRA(繰り返し指定できます)</translation>
    </message>
    <message>
        <source>how the prompt is read: a1111 (weights, schedules …) or plain</source>
        <translation>プロンプトの読み方: a1111(重みやスケジュールなど)または plain</translation>
    </message>
    <message>
        <source>what weights in the prompt do: original, no_norm or ignore</source>
        <translation>プロンプト内の重みの働き: original、no_norm、ignore</translation>
    </message>
    <message>
        <source>which layer of the text encoder is used: 1 is the model&apos;s own, 2 the one before</source>
        <translation>使うテキストエンコーダーの層: 1 はモデル既定、2 はその一つ前</translation>
    </message>
    <message>
        <source>fresh noise at each step of ddim, 0 to 1</source>
        <translation>ddim の各ステップで加える新しいノイズ(0〜1)</translation>
    </message>
    <message>
        <source>how far guided pictures are brought back to their contrast, 0 to 1</source>
        <translation>ガイダンスで強くなったコントラストを戻す度合い(0〜1)</translation>
    </message>
    <message>
        <source>the share of the steps at which guidance begins, 0 to 1</source>
        <translation>ガイダンスを始める位置(ステップ全体に対する割合、0〜1)</translation>
    </message>
    <message>
        <source>the share at which it ends, 0 to 1</source>
        <translation>ガイダンスを終える位置(0〜1)</translation>
    </message>
    <message>
        <source>perturbed-attention guidance; 0 is off, 3 is usual</source>
        <translation>摂動注意ガイダンス(PAG)。0 でオフ、通常は 3</translation>
    </message>
    <message>
        <source>whose random numbers: cpu, or philox (as CUDA draws them)</source>
        <translation>乱数の種類: cpu、または philox(CUDA と同じ乱数)</translation>
    </message>
    <message>
        <source>a second seed whose noise is mixed in</source>
        <translation>ノイズを混ぜる二つ目のシード</translation>
    </message>
    <message>
        <source>how much of the second seed, 0 to 1</source>
        <translation>二つ目のシードを混ぜる割合(0〜1)</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>trusted</source>
        <translation>信頼</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>a bundle, a diffusers folder, a .safetensors file or TorchScript</source>
        <translation>バンドル、diffusers フォルダー、.safetensors ファイル、または TorchScript</translation>
    </message>
    <message>
        <source>NAME=FILE[,preprocessor=canny][,weight=1][,start=0][,end=1][,guess]: a ControlNet and its picture; preprocessors are none, canny, scribble, lineart and depth; may be said again</source>
        <translation>名前=ファイル[,preprocessor=canny][,weight=1][,start=0][,end=1][,guess]: ControlNet とその画像。preprocessor は none、canny、scribble、lineart、depth。繰り返し指定できます</translation>
    </message>
    <message>
        <source>a model that finishes what the first began (SDXL&apos;s refiner)</source>
        <translation>途中から仕上げを引き継ぐモデル(SDXL の refiner)</translation>
    </message>
    <message>
        <source>where it takes over, 0 to 1; none: 0.8</source>
        <translation>引き継ぐ位置(0〜1)。省略時は 0.8</translation>
    </message>
    <message>
        <source>makes the picture so many times larger and goes over it once more</source>
        <translation>画像をこの倍率に拡大して、もう一度描き込みます</translation>
    </message>
    <message>
        <source>steps of that second pass; none: as many as the first</source>
        <translation>二度目の工程のステップ数。省略時は一度目と同じ</translation>
    </message>
    <message>
        <source>how much the second pass may change, up to 1; none: 0.7</source>
        <translation>二度目の工程で変えてよい量(1 まで)。省略時は 0.7</translation>
    </message>
    <message>
        <source>how it is made larger: latent, latent_nearest or lanczos</source>
        <translation>拡大のしかた: latent、latent_nearest、lanczos</translation>
    </message>
    <message>
        <source>B1,B2,S1,S2: FreeU&apos;s factors, such as 1.5,1.6,0.9,0.2</source>
        <translation>B1,B2,S1,S2: FreeU の係数。例 1.5,1.6,0.9,0.2</translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT: the seed&apos;s noise as a picture of that size has it</source>
        <translation>幅x高さ: この大きさの画像のときのシードのノイズを使います</translation>
    </message>
    <message>
        <source>enlarges --init four times, with a model for that (x4 upscaler)</source>
        <translation>--init の画像を、そのためのモデル(x4 upscaler)で 4 倍に拡大します</translation>
    </message>
    <message>
        <source>how much of its detail --upscale takes for noise, 0 to 350; none: 20</source>
        <translation>--upscale が細部をどこまでノイズとみなすか(0〜350)。省略時は 20</translation>
    </message>
    <message>
        <source>run the program code of a model made elsewhere, whose files have this SHA-256; remembered</source>
        <translation>よそで作られたモデルのプログラムを実行します。ファイルがこの SHA-256 のときだけで、記憶されます</translation>
    </message>
    <message>
        <source>If you trust it, say: %1</source>
        <translation>信頼する場合は、次を付けてください: %1</translation>
    </message>
    <message>
        <source>write a model as a bundle of TorchScript, to keep or to hand on</source>
        <translation>モデルを TorchScript のバンドルとして書き出します。保存や受け渡しに使えます</translation>
    </message>
    <message>
        <source>a model&apos;s name or path</source>
        <translation>モデルの名前またはパス</translation>
    </message>
    <message>
        <source>the bundle&apos;s folder, which is made</source>
        <translation>バンドルのフォルダー(作成されます)</translation>
    </message>
    <message>
        <source>how much of the picture is made anew, up to 1; none: 0.75</source>
        <translation>画像をどれだけ作り直すか(1 まで)。省略時は 0.75</translation>
    </message>
    <message>
        <source>with a file&apos;s SHA-256, by which other programs know it</source>
        <translation>ファイルの SHA-256(ほかのプログラムがファイルを見分ける値)も表示します</translation>
    </message>
    <message>
        <source>what the network&apos;s answer is taken for: auto (what the model says), epsilon, v, v_zsnr or sample</source>
        <translation>ネットワークの答えの意味: auto(モデルの指定どおり)、epsilon、v、v_zsnr、sample</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The size %1 does not fit this model.</source>
        <translation>サイズ %1 はこのモデルでは使えません。</translation>
    </message>
    <message>
        <source>Choose another width and height.</source>
        <translation>別の幅と高さを選んでください。</translation>
    </message>
    <message>
        <source>Width and height must be multiples of %1.</source>
        <translation>幅と高さは %1 の倍数にしてください。</translation>
    </message>
    <message>
        <source>There is no device %1 on this computer.</source>
        <translation>このコンピューターにデバイス %1 はありません。</translation>
    </message>
    <message>
        <source>Choose automatic or the CPU.</source>
        <translation>「自動」または「CPU」を選んでください。</translation>
    </message>
    <message>
        <source>%1 cannot be used together.</source>
        <translation>%1 の組み合わせは使えません。</translation>
    </message>
    <message>
        <source>Choose another sampler or schedule.</source>
        <translation>別のサンプラーかスケジュールを選んでください。</translation>
    </message>
    <message>
        <source>The setting %1 has a value that cannot be used.</source>
        <translation>設定 %1 の値は使えません。</translation>
    </message>
    <message>
        <source>Change it and try again. Nothing was started.</source>
        <translation>値を変えてもう一度お試しください。生成は始まっていません。</translation>
    </message>
    <message>
        <source>%1 was not found.</source>
        <translation>%1 が見つかりませんでした。</translation>
    </message>
    <message>
        <source>It may have been moved or renamed.</source>
        <translation>移動されたか、名前が変わった可能性があります。</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1 を読み込めませんでした。</translation>
    </message>
    <message>
        <source>Check its permissions and the drive it is on.</source>
        <translation>アクセス権と、保存先のドライブを確認してください。</translation>
    </message>
    <message>
        <source>Could not read %1: it ends early.</source>
        <translation>%1 は途中で切れているため読み込めませんでした。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>変更はありません。</translation>
    </message>
    <message>
        <source>Could not read %1: its contents break the rules of its format.</source>
        <translation>%1 は形式の規則に反しているため読み込めませんでした。</translation>
    </message>
    <message>
        <source>Nothing was changed. Get the file again from where it came from.</source>
        <translation>変更はありません。入手元からファイルを取得し直してください。</translation>
    </message>
    <message>
        <source>%1 is larger than such a file can be.</source>
        <translation>%1 はこの種類のファイルとしては大きすぎます。</translation>
    </message>
    <message>
        <source>It was not opened.</source>
        <translation>ファイルは開いていません。</translation>
    </message>
    <message>
        <source>%1 is not of a format that can be read here.</source>
        <translation>%1 は読み込める形式ではありません。</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of Latentbrush.</source>
        <translation>%1 は新しいバージョンの Latentbrush で書かれています。</translation>
    </message>
    <message>
        <source>Update Latentbrush to open it. The file was left as it is.</source>
        <translation>開くには Latentbrush を更新してください。ファイルはそのままです。</translation>
    </message>
    <message>
        <source>%1 is not the file that was promised: its checksum differs.</source>
        <translation>%1 はチェックサムが異なり、本来のファイルではありません。</translation>
    </message>
    <message>
        <source>It was not used. Get it again from where it came from.</source>
        <translation>このファイルは使っていません。入手元から取得し直してください。</translation>
    </message>
    <message>
        <source>The model does not fit its own description: %1 has another shape.</source>
        <translation>モデルが自身の記述と一致しません: %1 の形が違います。</translation>
    </message>
    <message>
        <source>It was not loaded. The model before it stays in use.</source>
        <translation>読み込みは行わず、それまでのモデルを使い続けます。</translation>
    </message>
    <message>
        <source>The model is incomplete: %1 is missing.</source>
        <translation>モデルが不完全です: %1 がありません。</translation>
    </message>
    <message>
        <source>It was not loaded. Get the model again from where it came from.</source>
        <translation>読み込みは行っていません。入手元からモデルを取得し直してください。</translation>
    </message>
    <message>
        <source>Models of the kind %1 cannot be used yet.</source>
        <translation>種類が %1 のモデルはまだ使えません。</translation>
    </message>
    <message>
        <source>There is no model called %1.</source>
        <translation>%1 というモデルはありません。</translation>
    </message>
    <message>
        <source>Choose another model, or the starter model.</source>
        <translation>別のモデルか、スターターモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is already there.</source>
        <translation>%1 はすでに存在します。</translation>
    </message>
    <message>
        <source>It was not overwritten. Choose another name.</source>
        <translation>上書きはしていません。別の名前を選んでください。</translation>
    </message>
    <message>
        <source>%1 could not be written: the disk is full.</source>
        <translation>ディスクに空きがないため %1 を書き込めませんでした。</translation>
    </message>
    <message>
        <source>Make room and save again. Nothing half-written was left.</source>
        <translation>空きを作ってから保存し直してください。書きかけのファイルは残っていません。</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 を書き込めませんでした。</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions. Nothing half-written was left.</source>
        <translation>フォルダーのアクセス権を確認してください。書きかけのファイルは残っていません。</translation>
    </message>
    <message>
        <source>The history is held by another program.</source>
        <translation>ほかのプログラムが履歴を使用中です。</translation>
    </message>
    <message>
        <source>Close that program or try again. The picture file itself is safe.</source>
        <translation>そのプログラムを閉じるか、もう一度お試しください。画像ファイルは無事です。</translation>
    </message>
    <message>
        <source>The history %1 is damaged.</source>
        <translation>履歴 %1 が壊れています。</translation>
    </message>
    <message>
        <source>It was left as it is. The picture files are safe.</source>
        <translation>履歴には手を加えていません。画像ファイルは無事です。</translation>
    </message>
    <message>
        <source>The history %1 belongs to a newer version of Latentbrush.</source>
        <translation>履歴 %1 は新しいバージョンの Latentbrush のものです。</translation>
    </message>
    <message>
        <source>Update Latentbrush to use it. It was left as it is.</source>
        <translation>使うには Latentbrush を更新してください。履歴はそのままです。</translation>
    </message>
    <message>
        <source>There is no entry %1 in the history.</source>
        <translation>履歴に項目 %1 はありません。</translation>
    </message>
    <message>
        <source>It may have been deleted.</source>
        <translation>削除された可能性があります。</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>メモリが足りません。</translation>
    </message>
    <message>
        <source>Choose a smaller size or fewer pictures, or close other programs.</source>
        <translation>サイズか枚数を減らすか、ほかのプログラムを閉じてください。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>Pictures that were finished are kept.</source>
        <translation>完成した画像は残っています。</translation>
    </message>
    <message>
        <source>Something went wrong inside Latentbrush.</source>
        <translation>Latentbrush の内部で問題が起きました。</translation>
    </message>
    <message>
        <source>Finished pictures are safe. The log has the details.</source>
        <translation>完成した画像は無事です。詳細はログにあります。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>What happened, then what is safe or what to do; each is a whole sentence.</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1 is open already.</source>
        <translation>%1 はすでに開かれています。</translation>
    </message>
    <message>
        <source>Close it in the other tab or window first, so that neither overwrites the other.</source>
        <translation>片方がもう片方を上書きしないよう、先に別のタブまたはウィンドウで閉じてください。</translation>
    </message>
    <message>
        <source>This file is no model, but goes with one: %1.</source>
        <translation>このファイルはモデルではなく、モデルと一緒に使うもの(%1)です。</translation>
    </message>
    <message>
        <source>Put it into a model folder, and name it in the prompt or in the parameters.</source>
        <translation>モデルフォルダーに入れて、プロンプトか設定で指定してください。</translation>
    </message>
    <message>
        <source>There is no LoRA or VAE called %1.</source>
        <translation>%1 という LoRA や VAE はありません。</translation>
    </message>
    <message>
        <source>Put it into a model folder, or take it out of the prompt and the parameters.</source>
        <translation>モデルフォルダーに入れるか、プロンプトや設定から外してください。</translation>
    </message>
    <message>
        <source>%1 does not go with this model.</source>
        <translation>%1 はこのモデルには合いません。</translation>
    </message>
    <message>
        <source>It was made for another family. Take it off, or choose a model of its family.</source>
        <translation>別の系統のモデル用です。外すか、合う系統のモデルを選んでください。</translation>
    </message>
    <message>
        <source>The model %1 is program code made elsewhere.</source>
        <translation>モデル %1 は、よそで作られたプログラムです。</translation>
    </message>
    <message>
        <source>Nothing of it was run. Use it only if you trust where it came from.</source>
        <translation>何も実行していません。出所を信頼できるときだけ使ってください。</translation>
    </message>
    <message>
        <source>What runs: Stable Diffusion 1 and 2 and SDXL with their inpainting models, SDXL&apos;s refiner, the x4 upscaler, and LCM.</source>
        <translation>使えるのは、Stable Diffusion 1 と 2、SDXL とそれぞれのインペイント用モデル、SDXL のリファイナー、x4 アップスケーラー、LCM です。</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>%1, made from a picture</source>
        <translation>%1、画像から作成</translation>
    </message>
    <message>
        <source>%1, favourite</source>
        <translation>%1、お気に入り</translation>
    </message>
</context>
<context>
    <name>ModelCardText</name>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>埋め込み</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>ControlNet</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>このモデルを使う</translation>
    </message>
    <message>
        <source>Add this LoRA</source>
        <translation>この LoRA を追加</translation>
    </message>
    <message>
        <source>Write it into the prompt</source>
        <translation>プロンプトに書き込む</translation>
    </message>
    <message>
        <source>Use this VAE</source>
        <translation>この VAE を使う</translation>
    </message>
    <message>
        <source>Add this ControlNet</source>
        <translation>この ControlNet を追加</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>スターターモデル</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>スターター</translation>
    </message>
    <message>
        <source>SD 1.x</source>
        <translation>SD 1.x</translation>
    </message>
    <message>
        <source>SD 2.x</source>
        <translation>SD 2.x</translation>
    </message>
    <message>
        <source>SDXL</source>
        <translation>SDXL</translation>
    </message>
    <message>
        <source>SDXL refiner</source>
        <translation>SDXL refiner</translation>
    </message>
    <message>
        <source>x4 upscaler</source>
        <translation>4 倍アップスケーラー</translation>
    </message>
    <message>
        <source>TorchScript</source>
        <translation>TorchScript</translation>
    </message>
    <message>
        <source>For other latents than those of %1</source>
        <translation>%1 とは潜在表現が異なります</translation>
    </message>
    <message>
        <source>For %1, not for %2</source>
        <translation>%1 用 (%2 では使えません)</translation>
    </message>
</context>
<context>
    <name>NoticeText</name>
    <message>
        <source>It was turned upright.</source>
        <translation>正しい向きに回転しました。</translation>
    </message>
    <message>
        <source>Its colours were converted to sRGB.</source>
        <translation>色を sRGB に変換しました。</translation>
    </message>
    <message>
        <source>Its colour profile cannot be used; its colours are taken as sRGB.</source>
        <translation>カラープロファイルが使えないため、色を sRGB として扱います。</translation>
    </message>
    <message>
        <source>It is worked on with 8 bits a colour.</source>
        <translation>1色 8 ビットで扱います。</translation>
    </message>
    <message>
        <source>Its inks were converted to red, green and blue.</source>
        <translation>CMYK を RGB に変換しました。</translation>
    </message>
    <message>
        <source>Its layers were merged into the picture.</source>
        <translation>レイヤーを1枚の画像に統合しました。</translation>
    </message>
    <message>
        <source>The mask was scaled to the picture&apos;s size.</source>
        <translation>マスクを画像の大きさに合わせて拡大・縮小しました。</translation>
    </message>
</context>
<context>
    <name>PaintingStep</name>
    <message>
        <source>Paint</source>
        <translation>塗る</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>消す</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>図形</translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation>自動選択</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>塗りつぶし</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>グラデーション</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>枠</translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation>マスクを反転</translation>
    </message>
    <message>
        <source>Clear the mask</source>
        <translation>マスクを消去</translation>
    </message>
    <message>
        <source>Mask all</source>
        <translation>すべてマスク</translation>
    </message>
    <message>
        <source>Grow the mask</source>
        <translation>マスクを拡張</translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation>マスクを縮小</translation>
    </message>
    <message>
        <source>Feather the mask</source>
        <translation>マスクの境界をぼかす</translation>
    </message>
    <message>
        <source>Smooth the mask</source>
        <translation>マスクをなめらかに</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>穴を埋める</translation>
    </message>
    <message>
        <source>Mask from transparency</source>
        <translation>不透明部分からマスク</translation>
    </message>
    <message>
        <source>Mask from brightness</source>
        <translation>明るさからマスク</translation>
    </message>
    <message>
        <source>Mask from the colour</source>
        <translation>色からマスク</translation>
    </message>
    <message>
        <source>Find the object</source>
        <translation>被写体を抽出</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>切り抜き</translation>
    </message>
    <message>
        <source>Extend the canvas</source>
        <translation>キャンバスの拡張</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Accept the candidate</source>
        <translation>候補の採用</translation>
    </message>
    <message>
        <source>Prompt and settings</source>
        <translation>プロンプトと設定</translation>
    </message>
    <message>
        <source>Paste the mask</source>
        <translation>マスクの貼り付け</translation>
    </message>
    <message>
        <source>Import a mask</source>
        <translation>マスクの読み込み</translation>
    </message>
</context>
<context>
    <name>TaskText</name>
    <message numerus="yes">
        <source>%n new picture(s)</source>
        <translation>
            <numerusform>新しい画像 %n 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>新しい画像</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込み中</translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>プロンプトを解析中</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>ノイズ除去中</translation>
    </message>
    <message>
        <source>Developing the picture</source>
        <translation>画像に変換中</translation>
    </message>
    <message numerus="yes">
        <source>Change the whole picture, %n candidate(s)</source>
        <translation>
            <numerusform>画像全体を変える (候補 %n 枚)</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the whole picture</source>
        <translation>画像全体を変える</translation>
    </message>
    <message numerus="yes">
        <source>Fill the mask, %n candidate(s)</source>
        <translation>
            <numerusform>マスクを描き直す (候補 %n 枚)</numerusform>
        </translation>
    </message>
    <message>
        <source>Fill the mask</source>
        <translation>マスクを描き直す</translation>
    </message>
    <message numerus="yes">
        <source>Extend the picture, %n candidate(s)</source>
        <translation>
            <numerusform>画像を描き足す (候補 %n 枚)</numerusform>
        </translation>
    </message>
    <message>
        <source>Extend the picture</source>
        <translation>画像を描き足す</translation>
    </message>
    <message numerus="yes">
        <source>Enlarge the picture four times, %n candidate(s)</source>
        <translation>
            <numerusform>画像を 4 倍に拡大、候補 %n 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>Enlarge the picture four times</source>
        <translation>画像を 4 倍に拡大</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::AboutDialog</name>
    <message>
        <source>About Latentbrush</source>
        <translation>Latentbrush について</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>バージョン %1</translation>
    </message>
    <message>
        <source>A native desktop studio for latent diffusion.
It works on this computer alone: no account, no network.</source>
        <translation>潜在拡散モデルのためのデスクトップスタジオ。
このコンピューターの中だけで動きます。アカウントもネットワークも不要です。</translation>
    </message>
    <message>
        <source>MIT licence</source>
        <translation>MIT ライセンス</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>サードパーティーのライセンス</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ActionSet</name>
    <message>
        <source>Shows the prompt and the settings that a picture file carries, and offers them.</source>
        <translation>画像ファイルに記録されたプロンプトと設定を表示し、使えるようにします。</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>フォルダーで表示(&amp;F)</translation>
    </message>
    <message>
        <source>Opens the folder that the picture lies in.</source>
        <translation>画像のあるフォルダーを開きます。</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Ends the program; what runs is stopped.</source>
        <translation>プログラムを終了します。実行中の生成は中止されます。</translation>
    </message>
    <message>
        <source>&amp;Copy the picture</source>
        <translation>画像をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Puts the picture on the clipboard.</source>
        <translation>画像をクリップボードにコピーします。</translation>
    </message>
    <message>
        <source>Write the &amp;prompt</source>
        <translation>プロンプトを書く(&amp;P)</translation>
    </message>
    <message>
        <source>Goes to the prompt.</source>
        <translation>プロンプトの入力欄に移ります。</translation>
    </message>
    <message>
        <source>Write the &amp;negative prompt</source>
        <translation>ネガティブプロンプトを書く(&amp;N)</translation>
    </message>
    <message>
        <source>Goes to what should not be in the picture.</source>
        <translation>画像に入れたくないものの入力欄に移ります。</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>設定(&amp;S)…</translation>
    </message>
    <message>
        <source>Chooses the language and the appearance.</source>
        <translation>言語と外観を選びます。</translation>
    </message>
    <message>
        <source>&amp;Previous picture</source>
        <translation>前の画像(&amp;P)</translation>
    </message>
    <message>
        <source>Shows the picture before this one of the same job.</source>
        <translation>同じ生成の1つ前の画像を表示します。</translation>
    </message>
    <message>
        <source>&amp;Next picture</source>
        <translation>次の画像(&amp;N)</translation>
    </message>
    <message>
        <source>Shows the picture after this one of the same job.</source>
        <translation>同じ生成の1つ後の画像を表示します。</translation>
    </message>
    <message>
        <source>&amp;Use its settings again</source>
        <translation>この画像の設定を使う(&amp;U)</translation>
    </message>
    <message>
        <source>Takes the prompt, the seed and all settings of the shown picture.</source>
        <translation>表示中の画像のプロンプト、シード値、すべての設定を使います。</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>Makes the picture.</source>
        <translation>画像を生成します。</translation>
    </message>
    <message>
        <source>&amp;Finish this one</source>
        <translation>この1枚で終了(&amp;F)</translation>
    </message>
    <message>
        <source>Finishes the picture that is being made and skips the rest.</source>
        <translation>生成中の画像を仕上げ、残りは生成しません。</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>中止(&amp;C)</translation>
    </message>
    <message>
        <source>Stops the running job at once; finished pictures are kept.</source>
        <translation>実行中の生成をすぐに中止します。完成した画像は残ります。</translation>
    </message>
    <message>
        <source>New &amp;seed</source>
        <translation>新しいシード値(&amp;S)</translation>
    </message>
    <message>
        <source>Draws a new seed.</source>
        <translation>新しいシード値を引きます。</translation>
    </message>
    <message>
        <source>Fi&amp;xed seed</source>
        <translation>シード値を固定(&amp;X)</translation>
    </message>
    <message>
        <source>Keeps the seed instead of drawing one for every start.</source>
        <translation>生成のたびに引き直さず、同じシード値を使います。</translation>
    </message>
    <message>
        <source>&amp;Fit into the view</source>
        <translation>全体を表示(&amp;F)</translation>
    </message>
    <message>
        <source>Shows the whole picture.</source>
        <translation>画像全体を表示します。</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>実際のサイズ(&amp;A)</translation>
    </message>
    <message>
        <source>Shows one pixel of the picture as one pixel of the screen.</source>
        <translation>画像の1ピクセルを画面の1ピクセルで表示します。</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>拡大(&amp;I)</translation>
    </message>
    <message>
        <source>Shows the picture larger.</source>
        <translation>画像を大きく表示します。</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>縮小(&amp;O)</translation>
    </message>
    <message>
        <source>Shows the picture smaller.</source>
        <translation>画像を小さく表示します。</translation>
    </message>
    <message>
        <source>&amp;Hide all panels</source>
        <translation>すべてのパネルを隠す(&amp;H)</translation>
    </message>
    <message>
        <source>Hides all panels, or shows them again; Tab does it while the canvas has the focus.</source>
        <translation>すべてのパネルを隠すか、再び表示します。キャンバスにフォーカスがあるときは Tab キーでも切り替わります。</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全画面表示(&amp;U)</translation>
    </message>
    <message>
        <source>Fills the whole screen.</source>
        <translation>画面全体に表示します。</translation>
    </message>
    <message>
        <source>&amp;Search commands…</source>
        <translation>コマンドを検索(&amp;S)…</translation>
    </message>
    <message>
        <source>Finds any command by its name.</source>
        <translation>名前からコマンドを探します。</translation>
    </message>
    <message>
        <source>Third-party &amp;licences</source>
        <translation>サードパーティーのライセンス(&amp;L)</translation>
    </message>
    <message>
        <source>Shows the licences of what the program is built on.</source>
        <translation>このプログラムが使っているソフトウェアのライセンスを表示します。</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Qt について(&amp;Q)</translation>
    </message>
    <message>
        <source>Shows the version of Qt.</source>
        <translation>Qt のバージョンを表示します。</translation>
    </message>
    <message>
        <source>&amp;About Latentbrush</source>
        <translation>Latentbrush について(&amp;A)</translation>
    </message>
    <message>
        <source>Shows the program&apos;s version.</source>
        <translation>このプログラムのバージョンを表示します。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>画像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>Search the &amp;history</source>
        <translation>履歴を検索(&amp;H)</translation>
    </message>
    <message>
        <source>Finds pictures of the history by words of their prompts.</source>
        <translation>プロンプトの語から履歴の画像を探します。</translation>
    </message>
    <message>
        <source>History as a &amp;grid</source>
        <translation>履歴をグリッド表示(&amp;G)</translation>
    </message>
    <message>
        <source>Opens the strip to a grid of all pictures, and closes it again.</source>
        <translation>すべての画像のグリッドに広げたり、元の帯に戻したりします。</translation>
    </message>
    <message>
        <source>&amp;New document</source>
        <translation>新しいドキュメント(&amp;N)</translation>
    </message>
    <message>
        <source>Opens an empty document of the model&apos;s size, to paint on.</source>
        <translation>モデルの大きさの空のドキュメントを開きます。</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Opens a picture or an OpenRaster document to paint on.</source>
        <translation>画像や OpenRaster ドキュメントを、描くために開きます。</translation>
    </message>
    <message>
        <source>Read a picture&apos;s se&amp;ttings…</source>
        <translation>画像の設定を読み込む(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Saves the document, or a copy of the picture with its settings in it.</source>
        <translation>ドキュメントを保存します。画像の場合は、設定を含むコピーを保存します。</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>名前を付けて保存(&amp;A)…</translation>
    </message>
    <message>
        <source>Saves the document with its layers as an OpenRaster file.</source>
        <translation>ドキュメントをレイヤーごと OpenRaster ファイルに保存します。</translation>
    </message>
    <message>
        <source>&amp;Export the picture…</source>
        <translation>画像を書き出す(&amp;E)…</translation>
    </message>
    <message>
        <source>Writes what is seen of the document, without its mask, as a PNG.</source>
        <translation>見えている画像を、マスクを除いて PNG に書き出します。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>Closes the document.</source>
        <translation>ドキュメントを閉じます。</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>Takes the last step back.</source>
        <translation>最後の操作を取り消します。</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>Does again what was taken back.</source>
        <translation>取り消した操作をもう一度行います。</translation>
    </message>
    <message>
        <source>P&amp;aste</source>
        <translation>貼り付け(&amp;A)</translation>
    </message>
    <message>
        <source>Lays the clipboard&apos;s picture on the document, to be moved and scaled, or opens it.</source>
        <translation>クリップボードの画像をドキュメントに置きます。動かしたり大きさを変えたりできます。</translation>
    </message>
    <message>
        <source>Paint &amp;on this picture</source>
        <translation>この画像に描く(&amp;O)</translation>
    </message>
    <message>
        <source>Opens the picture as a document: paint a mask, and what it covers is made anew.</source>
        <translation>画像をドキュメントとして開きます。マスクを塗ると、その部分を描き直せます。</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>採用(&amp;A)</translation>
    </message>
    <message>
        <source>Puts the chosen candidate into the document.</source>
        <translation>選んだ候補をドキュメントに取り入れます。</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>破棄(&amp;R)</translation>
    </message>
    <message>
        <source>Takes the candidates away; they stay in the history.</source>
        <translation>候補を片付けます。履歴には残ります。</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比較(&amp;C)</translation>
    </message>
    <message>
        <source>Shows the document left and the candidate right of a line that can be dragged.</source>
        <translation>境の線の左に元の画像、右に候補を表示します。線は動かせます。</translation>
    </message>
    <message>
        <source>Crop to the &amp;frame</source>
        <translation>枠で切り抜く(&amp;F)</translation>
    </message>
    <message>
        <source>Cuts away what lies outside the frame.</source>
        <translation>枠の外側を切り落とします。</translation>
    </message>
    <message>
        <source>Co&amp;py the mask</source>
        <translation>マスクをコピー(&amp;P)</translation>
    </message>
    <message>
        <source>Puts the mask on the clipboard, for another document.</source>
        <translation>ほかのドキュメントで使えるよう、マスクをクリップボードに入れます。</translation>
    </message>
    <message>
        <source>Past&amp;e as the mask</source>
        <translation>マスクとして貼り付け(&amp;E)</translation>
    </message>
    <message>
        <source>Makes the clipboard&apos;s picture the mask: white is masked.</source>
        <translation>クリップボードの画像をマスクにします。白がマスクになります。</translation>
    </message>
    <message>
        <source>I&amp;mport a mask…</source>
        <translation>マスクを読み込む(&amp;M)…</translation>
    </message>
    <message>
        <source>Reads a mask from a picture file: white is masked.</source>
        <translation>画像ファイルからマスクを読み込みます。白がマスクになります。</translation>
    </message>
    <message>
        <source>E&amp;xport the mask…</source>
        <translation>マスクを書き出す(&amp;X)…</translation>
    </message>
    <message>
        <source>Writes the mask as a grey PNG: white is masked.</source>
        <translation>マスクを白黒の PNG に書き出します。白がマスクです。</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>マスク(&amp;M)</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::CandidateBar</name>
    <message>
        <source>Candidates</source>
        <translation>候補</translation>
    </message>
    <message>
        <source>Shows candidate %1 of %2 (arrow keys).</source>
        <translation>候補 %1/%2 を表示します(矢印キー)。</translation>
    </message>
    <message>
        <source>Candidate %1</source>
        <translation>候補 %1</translation>
    </message>
    <message>
        <source>Compares the candidate with what was there before, side by side (C).</source>
        <translation>候補と元の画像を並べて比較します(C)。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Leaves the document as it is (Esc). The candidates stay in the history.</source>
        <translation>ドキュメントをそのままにします(Esc)。候補は履歴に残ります。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>採用</translation>
    </message>
    <message>
        <source>Makes this candidate part of the document (Enter), in one step to undo.</source>
        <translation>この候補をドキュメントに取り入れます(Enter)。1回で取り消せます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::CanvasView</name>
    <message>
        <source>Canvas</source>
        <translation>キャンバス</translation>
    </message>
    <message>
        <source>The picture. The wheel zooms, Space and drag pan, Tab hides the panels.</source>
        <translation>画像。ホイールで拡大縮小、Space を押しながらドラッグで移動、Tab でパネルを隠します。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::CardDetails</name>
    <message>
        <source>Trigger words: %1</source>
        <translation>トリガーワード: %1</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>ファイルを読み込み中…</translation>
    </message>
    <message>
        <source>SHA-256: not computed</source>
        <translation>SHA-256: 未計算</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>計算</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Copy the hash</source>
        <translation>ハッシュをコピー</translation>
    </message>
    <message>
        <source>Copies the SHA-256, by which others name this file.</source>
        <translation>このファイルを特定する SHA-256 をコピーします。</translation>
    </message>
    <message>
        <source>Reads the whole file for its SHA-256, by which others name it.</source>
        <translation>ファイル全体を読み、特定のための SHA-256 を計算します。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::CommandSearch</name>
    <message>
        <source>Search all commands</source>
        <translation>すべてのコマンドを検索</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ComputeChoice</name>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Where the networks are computed.</source>
        <translation>ネットワークの計算に使うデバイスです。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>The number format that the networks are computed in.</source>
        <translation>ネットワークの計算に使う数値形式です。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ConsentDialog</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n 個のファイル、%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Trust this model?</source>
        <translation>このモデルを信頼しますか?</translation>
    </message>
    <message>
        <source>This model consists of program code made elsewhere (TorchScript). Once it runs, it can do everything that you can: read, change and delete your files, or send them away. Latentbrush cannot look inside and tell whether it is harmless.</source>
        <translation>このモデルは、よそで作られたプログラム(TorchScript)です。実行すると、あなたにできることは何でもできます。ファイルを読む、変える、消す、外へ送ることもできます。無害かどうかを Latentbrush が見分けることはできません。</translation>
    </message>
    <message>
        <source>If you trust whoever made it, it is run now and whenever you choose this model, as long as not one byte of it changes. Weights in .safetensors files need no such trust.</source>
        <translation>作った人を信頼する場合、今と、このモデルを選ぶたびに実行します。1 バイトでも変われば、もう一度たずねます。.safetensors の重みにはこの確認は要りません。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Trust and run</source>
        <translation>信頼して実行</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ControlList</name>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Add a ControlNet…</source>
        <translation>ControlNet を追加…</translation>
    </message>
    <message>
        <source>Add a ControlNet</source>
        <translation>ControlNet を追加</translation>
    </message>
    <message>
        <source>ControlNets of the model folders: networks that a picture steers through.</source>
        <translation>モデルフォルダーの ControlNet。画像で構図を導くネットワークです。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ControlRow</name>
    <message>
        <source>Picture for %1</source>
        <translation>%1 の画像</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>画像 (%1)</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>画像がありません</translation>
    </message>
    <message>
        <source>The picture is not here</source>
        <translation>画像が見つかりません</translation>
    </message>
    <message>
        <source>Takes this ControlNet off.</source>
        <translation>この ControlNet を外します。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を外す</translation>
    </message>
    <message>
        <source>What the network is shown.</source>
        <translation>ネットワークに見せるものです。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Chooses the picture that steers.</source>
        <translation>導くための画像を選びます。</translation>
    </message>
    <message>
        <source>From the canvas</source>
        <translation>キャンバスから</translation>
    </message>
    <message>
        <source>Takes the picture that the canvas shows now.</source>
        <translation>今キャンバスに表示している画像を使います。</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>前処理</translation>
    </message>
    <message>
        <source>What is made of the picture before the network is shown it.</source>
        <translation>ネットワークに見せる前に、画像を何に変えるか。</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Edges (Canny)</source>
        <translation>輪郭 (Canny)</translation>
    </message>
    <message>
        <source>Scribble</source>
        <translation>落書き</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>線画</translation>
    </message>
    <message>
        <source>Depth map</source>
        <translation>深度マップ</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>How strongly it steers; 1 is as it was made.</source>
        <translation>導く強さ。1 が作られたままの強さです。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>The share of the steps at which it begins.</source>
        <translation>効き始めるステップの割合。</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>The share of the steps at which it ends.</source>
        <translation>効き終わるステップの割合。</translation>
    </message>
    <message>
        <source>More than the prompt</source>
        <translation>プロンプトより優先</translation>
    </message>
    <message>
        <source>Guesses what the picture shows, even without a prompt (&quot;guess mode&quot;).</source>
        <translation>プロンプトがなくても、画像が表すものを推測します(guess mode)。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::DockSet</name>
    <message>
        <source>Parameters</source>
        <translation>パラメーター</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Shows or hides this panel.</source>
        <translation>このパネルの表示を切り替えます。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::DocumentArea</name>
    <message>
        <source>Not saved to a file yet; nothing is lost all the same.</source>
        <translation>まだファイルに保存していませんが、失われることはありません。</translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>新しい画像</translation>
    </message>
    <message>
        <source>Makes pictures from prompts alone.</source>
        <translation>プロンプトだけから画像を作ります。</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>ドキュメント</translation>
    </message>
    <message>
        <source>Opens a new, empty document to paint on.</source>
        <translation>描くための空のドキュメントを開きます。</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新しいドキュメント</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::EmptyHistory</name>
    <message>
        <source>Back to the history</source>
        <translation>履歴に戻る</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>すべての画像を表示</translation>
    </message>
    <message>
        <source>Every picture you make appears here.</source>
        <translation>生成した画像はすべてここに並びます。</translation>
    </message>
    <message>
        <source>It stays with its prompt and settings: a double-click brings them back, and the picture can be dragged into any other program.</source>
        <translation>プロンプトと設定も一緒に残ります。ダブルクリックで呼び戻せ、画像はほかのプログラムにドラッグできます。</translation>
    </message>
    <message>
        <source>No picture matches.</source>
        <translation>一致する画像はありません。</translation>
    </message>
    <message>
        <source>The search looks for all words in the prompts; the model, time and favourites next to it narrow it down further.</source>
        <translation>検索ではプロンプトにすべての語を含む画像を探します。隣のモデル、期間、お気に入りでさらに絞り込めます。</translation>
    </message>
    <message>
        <source>The bin is empty.</source>
        <translation>ごみ箱は空です。</translation>
    </message>
    <message>
        <source>Deleted pictures wait here until the bin is emptied.</source>
        <translation>削除した画像は、ごみ箱を空にするまでここに残ります。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::EmptyModels</name>
    <message>
        <source>Your models appear here.</source>
        <translation>モデルはここに並びます。</translation>
    </message>
    <message>
        <source>Choose the folders they lie in; those of other programs can be shared. What is put there later appears by itself.</source>
        <translation>モデルのあるフォルダーを選んでください。ほかのプログラムのフォルダーも共有できます。後から入れたものは自動で現れます。</translation>
    </message>
    <message>
        <source>Choose model folders…</source>
        <translation>モデルフォルダーを選ぶ…</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>一致するものはありません。</translation>
    </message>
    <message>
        <source>The search looks for all words in names, families and trigger words.</source>
        <translation>名前、系統、トリガーワードにすべての語を含むものを探します。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>すべて表示</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::EmptyState</name>
    <message>
        <source>a red house on a snowy field at night</source>
        <translation>夜の雪原に立つ赤い家</translation>
    </message>
    <message>
        <source>Write what you want to see</source>
        <translation>見たいものを言葉にしてください</translation>
    </message>
    <message>
        <source>Or begin with one of these:</source>
        <translation>または、次の例から始めましょう:</translation>
    </message>
    <message>
        <source>a white boat on the sea at sunset</source>
        <translation>夕焼けの海に浮かぶ白い船</translation>
    </message>
    <message>
        <source>a blue car on a grassy field by day</source>
        <translation>昼の草原に停まる青い車</translation>
    </message>
    <message>
        <source>Takes this as the prompt and makes a picture of it.</source>
        <translation>これをプロンプトにして画像を生成します。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ErrorBar</name>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Shows the technical details, in English.</source>
        <translation>技術的な詳細を英語で表示します。</translation>
    </message>
    <message>
        <source>Closes this message (Esc).</source>
        <translation>このメッセージを閉じます (Esc)。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>お知らせ</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::FoundSettingsDialog</name>
    <message>
        <source>Settings in this picture</source>
        <translation>この画像の設定</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>プロンプト</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>ネガティブプロンプト</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Not used here: %1</source>
        <translation>ここでは使われない設定: %1</translation>
    </message>
    <message>
        <source>Use all</source>
        <translation>すべて使う</translation>
    </message>
    <message>
        <source>Prompt only</source>
        <translation>プロンプトのみ</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>モデル: %1</translation>
    </message>
    <message>
        <source>Steps: %1</source>
        <translation>ステップ数: %1</translation>
    </message>
    <message>
        <source>Guidance scale: %1</source>
        <translation>ガイダンス強度 (CFG): %1</translation>
    </message>
    <message>
        <source>Seed: %1</source>
        <translation>シード値: %1</translation>
    </message>
    <message>
        <source>The picture names its prompt alone.</source>
        <translation>この画像にはプロンプトだけが記録されています。</translation>
    </message>
    <message>
        <source>Paint on it</source>
        <translation>この画像に描く</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::FreeUChoice</name>
    <message>
        <source>FreeU</source>
        <translation>FreeU</translation>
    </message>
    <message>
        <source>Strengthens what the network makes of the whole over its details.</source>
        <translation>細部よりも、全体のまとまりを強めます。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>For SD 1</source>
        <translation>SD 1 用</translation>
    </message>
    <message>
        <source>For SD 2</source>
        <translation>SD 2 用</translation>
    </message>
    <message>
        <source>For SDXL</source>
        <translation>SDXL 用</translation>
    </message>
    <message>
        <source>Own numbers</source>
        <translation>自分で決める</translation>
    </message>
    <message>
        <source>Whole, first level</source>
        <translation>全体、1段目</translation>
    </message>
    <message>
        <source>How much more the deepest level says; 1 changes nothing.</source>
        <translation>いちばん深い段をどれだけ強めるか。1 で変わりません。</translation>
    </message>
    <message>
        <source>Whole, second level</source>
        <translation>全体、2段目</translation>
    </message>
    <message>
        <source>How much more the level above it says; 1 changes nothing.</source>
        <translation>その上の段をどれだけ強めるか。1 で変わりません。</translation>
    </message>
    <message>
        <source>Details, first level</source>
        <translation>細部、1段目</translation>
    </message>
    <message>
        <source>How much of the coarse part comes from the side there; 1 changes nothing.</source>
        <translation>スキップ接続から入る大まかな成分をどれだけ残すか。1 で変わりません。</translation>
    </message>
    <message>
        <source>Details, second level</source>
        <translation>細部、2段目</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::HistoryActions</name>
    <message>
        <source>Use prompt and settings</source>
        <translation>プロンプトと設定を使う</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>画像を表示</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>お気に入りから外す</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>お気に入りに追加</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>画像をコピー</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>プロンプトをコピー</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>フォルダーで表示</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Empty the bin…</source>
        <translation>ごみ箱を空にする…</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) moved to the bin.</source>
        <translation>
            <numerusform>%n 枚の画像をごみ箱に移しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty the bin</source>
        <translation>ごみ箱を空にする</translation>
    </message>
    <message>
        <source>Delete everything in the bin for good?</source>
        <translation>ごみ箱の中をすべて完全に削除しますか?</translation>
    </message>
    <message>
        <source>The picture files are deleted too. This cannot be undone.</source>
        <translation>画像ファイルも削除されます。この操作は元に戻せません。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>完全に削除</translation>
    </message>
    <message>
        <source>Open this state</source>
        <translation>この状態を開く</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::HistoryFilterBar</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 枚</numerusform>
        </translation>
    </message>
    <message>
        <source>Search prompts…</source>
        <translation>プロンプトを検索…</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>プロンプトを検索</translation>
    </message>
    <message>
        <source>Finds pictures whose prompt holds all these words.</source>
        <translation>これらの語をすべてプロンプトに含む画像を探します。</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>すべてのモデル</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Shows only pictures of one model.</source>
        <translation>1つのモデルの画像だけを表示します。</translation>
    </message>
    <message>
        <source>All times</source>
        <translation>すべての期間</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>今週</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>今月</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Shows only pictures made since then.</source>
        <translation>それ以降に生成した画像だけを表示します。</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>お気に入り</translation>
    </message>
    <message>
        <source>Shows only favourites.</source>
        <translation>お気に入りだけを表示します。</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>ごみ箱</translation>
    </message>
    <message>
        <source>Shows what was deleted, to bring it back or to let it go for good.</source>
        <translation>削除した画像を表示し、元に戻すか完全に削除できます。</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>グリッド</translation>
    </message>
    <message>
        <source>Opens the strip to a grid of all pictures, and closes it again.</source>
        <translation>すべての画像のグリッドに広げたり、元の帯に戻したりします。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::HistoryModel</name>
    <message>
        <source>(no prompt)</source>
        <translation>(プロンプトなし)</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>シード値 %1</translation>
    </message>
    <message>
        <source>The file was deleted or moved by another program. Prompt and settings are still here.</source>
        <translation>ファイルはほかのプログラムによって削除または移動されました。プロンプトと設定は残っています。</translation>
    </message>
    <message>
        <source>Made from a picture.</source>
        <translation>画像から作成しました。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::HistoryPanel</name>
    <message>
        <source>Begin a new history</source>
        <translation>新しい履歴を始める</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>A picture that %1 was made from is missing or damaged.</source>
        <translation>%1 のもとになった画像が見つからないか、壊れています。</translation>
    </message>
    <message>
        <source>Its state cannot be opened. Its prompt and settings are still here, by Enter.</source>
        <translation>状態は開けません。プロンプトと設定は Enter で使えます。</translation>
    </message>
    <message>
        <source>Pictures, newest first. Enter brings back prompt and settings, Space shows the picture, O opens all that it was made from.</source>
        <translation>新しい順の画像です。Enter でプロンプトと設定が戻り、Space で画像を表示し、O でもとになったすべてを開きます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::LicencesDialog</name>
    <message>
        <source>Third-party licences</source>
        <translation>サードパーティーのライセンス</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>構成要素</translation>
    </message>
    <message>
        <source>Licence text</source>
        <translation>ライセンス文</translation>
    </message>
    <message>
        <source>Its full text comes with its own package.</source>
        <translation>全文はそれぞれのパッケージに含まれています。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::LoraList</name>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Takes this LoRA off.</source>
        <translation>この LoRA を外します。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を外す</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>How much it changes what the network draws; 1 is as it was made.</source>
        <translation>ネットワークの描き方をどれだけ変えるか。1 が作成時の強さです。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>How much it changes how the prompt is read.</source>
        <translation>プロンプトの読み取り方をどれだけ変えるか。</translation>
    </message>
    <message>
        <source>Add a LoRA…</source>
        <translation>LoRA を追加…</translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation>LoRA を追加</translation>
    </message>
    <message>
        <source>LoRAs of the model folders. In the prompt, &lt;lora:name:0.8&gt; does the same.</source>
        <translation>モデルフォルダーにある LoRA です。プロンプトに &lt;lora:名前:0.8&gt; と書いても同じです。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::MainWindow</name>
    <message>
        <source>Read a picture&apos;s settings</source>
        <translation>画像の設定を読み込む</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff)</source>
        <translation>画像 (*.png *.jpg *.jpeg *.webp *.tif *.tiff)</translation>
    </message>
    <message>
        <source>Use %1 × %2</source>
        <translation>%1 × %2 にする</translation>
    </message>
    <message>
        <source>Use the starter model</source>
        <translation>スターターモデルを使う</translation>
    </message>
    <message>
        <source>Save the picture as</source>
        <translation>名前を付けて画像を保存</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 画像 (*.png)</translation>
    </message>
    <message>
        <source>%1 was opened.</source>
        <translation>%1 を開きました。</translation>
    </message>
    <message>
        <source>%1 was not saved.</source>
        <translation>%1 は保存されていません。</translation>
    </message>
    <message>
        <source>Close it all the same? Its pictures stay in the history.</source>
        <translation>それでも閉じますか。生成した画像は履歴に残ります。</translation>
    </message>
    <message>
        <source>Pictures (*.ora *.png *.jpg *.jpeg *.webp *.tif *.tiff)</source>
        <translation>画像 (*.ora *.png *.jpg *.jpeg *.webp *.tif *.tiff)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Import a mask</source>
        <translation>マスクの読み込み</translation>
    </message>
    <message>
        <source>Export the mask</source>
        <translation>マスクの書き出し</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>Save the document as</source>
        <translation>ドキュメントに名前を付けて保存</translation>
    </message>
    <message>
        <source>OpenRaster document (*.ora)</source>
        <translation>OpenRaster ドキュメント (*.ora)</translation>
    </message>
    <message>
        <source>Export the picture</source>
        <translation>画像の書き出し</translation>
    </message>
    <message>
        <source>Trust this model…</source>
        <translation>このモデルを信頼…</translation>
    </message>
    <message>
        <source>There is no picture to enlarge yet.</source>
        <translation>拡大する画像がまだありません。</translation>
    </message>
    <message>
        <source>Make one with another model, or open one.</source>
        <translation>ほかのモデルで生成するか、画像を開いてください。</translation>
    </message>
    <message>
        <source>Write %1 as a bundle</source>
        <translation>%1 をバンドルとして書き出す</translation>
    </message>
    <message>
        <source>Folders (*)</source>
        <translation>フォルダー (*)</translation>
    </message>
    <message>
        <source>Writing %1 as a bundle…</source>
        <translation>%1 をバンドルとして書き出しています…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>%1 was written as a bundle.</source>
        <translation>%1 をバンドルとして書き出しました。</translation>
    </message>
    <message>
        <source>from the sketch</source>
        <translation>スケッチをもとに</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>The mask was pasted.</source>
        <translation>マスクを貼り付けました。</translation>
    </message>
    <message>
        <source>The last steps in %1 could not be kept.</source>
        <translation>%1 の最後の操作を保存できませんでした。</translation>
    </message>
    <message>
        <source>The disk may be full. Make room, or save the document on another disk; whoever closes now loses those steps.</source>
        <translation>ディスクがいっぱいかもしれません。空きを作るか、ドキュメントを別のディスクに保存してください。今閉じると、それらの操作は失われます。</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>それでも閉じる</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::MaskActions</name>
    <message>
        <source>&amp;Invert</source>
        <translation>反転(&amp;I)</translation>
    </message>
    <message>
        <source>Masks what was not masked, and the other way.</source>
        <translation>マスクされている部分とされていない部分を入れ替えます。</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>消去(&amp;C)</translation>
    </message>
    <message>
        <source>Takes the whole mask away.</source>
        <translation>マスクをすべて消します。</translation>
    </message>
    <message>
        <source>Mask &amp;all</source>
        <translation>すべてマスク(&amp;A)</translation>
    </message>
    <message>
        <source>Masks the whole picture.</source>
        <translation>画像全体をマスクします。</translation>
    </message>
    <message>
        <source>&amp;Grow…</source>
        <translation>拡張(&amp;G)…</translation>
    </message>
    <message>
        <source>Makes the mask larger on all sides.</source>
        <translation>マスクを外側へ広げます。</translation>
    </message>
    <message>
        <source>S&amp;hrink…</source>
        <translation>縮小(&amp;H)…</translation>
    </message>
    <message>
        <source>Makes the mask smaller on all sides.</source>
        <translation>マスクを内側へ縮めます。</translation>
    </message>
    <message>
        <source>&amp;Feather…</source>
        <translation>境界をぼかす(&amp;F)…</translation>
    </message>
    <message>
        <source>Makes the mask&apos;s edge soft.</source>
        <translation>マスクの境界をやわらかくします。</translation>
    </message>
    <message>
        <source>&amp;Smooth…</source>
        <translation>なめらかにする(&amp;S)…</translation>
    </message>
    <message>
        <source>Rounds the mask&apos;s outline and takes specks away.</source>
        <translation>マスクの輪郭をなめらかにし、小さな点を取り除きます。</translation>
    </message>
    <message>
        <source>Fill h&amp;oles</source>
        <translation>穴を埋める(&amp;O)</translation>
    </message>
    <message>
        <source>Masks what the mask encloses.</source>
        <translation>マスクに囲まれた部分もマスクします。</translation>
    </message>
    <message>
        <source>From &amp;transparency</source>
        <translation>不透明部分から(&amp;T)</translation>
    </message>
    <message>
        <source>Masks what is opaque in the picture.</source>
        <translation>画像の不透明な部分をマスクします。</translation>
    </message>
    <message>
        <source>From &amp;brightness</source>
        <translation>明るさから(&amp;B)</translation>
    </message>
    <message>
        <source>Masks what is bright in the picture, the brighter the more.</source>
        <translation>画像の明るい部分を、明るいほど強くマスクします。</translation>
    </message>
    <message>
        <source>From the co&amp;lour…</source>
        <translation>色から(&amp;L)…</translation>
    </message>
    <message>
        <source>Masks what is like the chosen colour.</source>
        <translation>選んだ色に近い部分をマスクします。</translation>
    </message>
    <message>
        <source>Find the o&amp;bject</source>
        <translation>被写体を抽出(&amp;B)</translation>
    </message>
    <message>
        <source>Masks the object that a rough stroke marks.</source>
        <translation>大まかに塗った部分から被写体を見つけてマスクします。</translation>
    </message>
    <message>
        <source>Fra&amp;me the mask</source>
        <translation>枠をマスクに合わせる(&amp;M)</translation>
    </message>
    <message>
        <source>Puts the frame of what is generated around the mask.</source>
        <translation>生成の枠をマスクの周りに置きます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::MaskAmountCard</name>
    <message>
        <source>Grow the mask</source>
        <translation>マスクを拡張</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>ピクセル</translation>
    </message>
    <message>
        <source>How far the mask grows on all sides.</source>
        <translation>マスクを外側へ広げる幅です。</translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation>マスクを縮小</translation>
    </message>
    <message>
        <source>How far the mask shrinks on all sides.</source>
        <translation>マスクを内側へ縮める幅です。</translation>
    </message>
    <message>
        <source>Smooth the mask</source>
        <translation>マスクをなめらかに</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Corners and specks smaller than this go.</source>
        <translation>これより小さい角や点がなくなります。</translation>
    </message>
    <message>
        <source>Mask from the colour</source>
        <translation>色からマスク</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>許容値</translation>
    </message>
    <message>
        <source>How unlike the colour a pixel may be.</source>
        <translation>選んだ色からどれだけ離れた色まで含めるかです。</translation>
    </message>
    <message>
        <source>Feather the mask</source>
        <translation>マスクの境界をぼかす</translation>
    </message>
    <message>
        <source>How soft the mask&apos;s edge becomes.</source>
        <translation>マスクの境界をどれだけやわらかくするかです。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::MaskLookActions</name>
    <message>
        <source>The mask&apos;s colour</source>
        <translation>マスクの色</translation>
    </message>
    <message>
        <source>Mask in &amp;colour</source>
        <translation>マスクを色で表示(&amp;C)</translation>
    </message>
    <message>
        <source>Lays the mask over the picture in its colour.</source>
        <translation>マスクを色で画像に重ねます。</translation>
    </message>
    <message>
        <source>Mask as &amp;marching ants</source>
        <translation>マスクを点線で表示(&amp;M)</translation>
    </message>
    <message>
        <source>Shows the outline of the mask alone.</source>
        <translation>マスクの輪郭だけを表示します。</translation>
    </message>
    <message>
        <source>Mask hi&amp;dden</source>
        <translation>マスクを隠す(&amp;D)</translation>
    </message>
    <message>
        <source>Shows the picture without its mask, which stays.</source>
        <translation>マスクを残したまま、画像だけを表示します。</translation>
    </message>
    <message>
        <source>Mask c&amp;olour…</source>
        <translation>マスクの色(&amp;O)…</translation>
    </message>
    <message>
        <source>Chooses the mask&apos;s colour and how much of the picture shines through.</source>
        <translation>マスクの色と、画像がどれだけ透けて見えるかを選びます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ModelFoldersList</name>
    <message>
        <source>Folder with models</source>
        <translation>モデルのフォルダー</translation>
    </message>
    <message>
        <source>Folders with &amp;models; those of AUTOMATIC1111&apos;s program and of ComfyUI are known by their form, and nothing is copied:</source>
        <translation>モデルのフォルダー(&amp;M)。AUTOMATIC1111 版や ComfyUI のフォルダーは構成から見分けます。何もコピーしません:</translation>
    </message>
    <message>
        <source>Folders with models</source>
        <translation>モデルのフォルダー</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>追加…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>外す</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ModelsPanel</name>
    <message>
        <source>Show in folder</source>
        <translation>フォルダーで表示</translation>
    </message>
    <message>
        <source>Copy hash</source>
        <translation>ハッシュをコピー</translation>
    </message>
    <message>
        <source>Search models…</source>
        <translation>モデルを検索…</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>モデルを検索</translation>
    </message>
    <message>
        <source>Finds what has all these words in its name, family or trigger words.</source>
        <translation>名前、系統、トリガーワードにすべての語を含むものを探します。</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>すべての種類</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Shows only one kind of file.</source>
        <translation>1 種類のファイルだけを表示します。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Write as a bundle…</source>
        <translation>バンドルとして書き出す…</translation>
    </message>
    <message>
        <source>Writes the model as TorchScript, which opens with neither configs nor weights.</source>
        <translation>モデルを TorchScript として書き出します。設定ファイルや重みがなくても開けます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::NoiseFields</name>
    <message>
        <source>variation %1</source>
        <translation>バリエーション %1</translation>
    </message>
    <message>
        <source>noise of %1 × %2</source>
        <translation>%1 × %2 のノイズ</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>バリエーション</translation>
    </message>
    <message>
        <source>How much of a second seed&apos;s noise is mixed in: small values give variants of one picture.</source>
        <translation>二つ目のシードのノイズを混ぜる割合。小さな値で一枚の画像の変化形が得られます。</translation>
    </message>
    <message>
        <source>Variation seed</source>
        <translation>バリエーションのシード</translation>
    </message>
    <message>
        <source>Noise of another size</source>
        <translation>別の大きさのノイズ</translation>
    </message>
    <message>
        <source>Lays the noise that the seed has at that size into the middle, so that a picture keeps what it shows when its size changes.</source>
        <translation>その大きさのときのシードのノイズを中央に置くので、画像の大きさを変えても写るものが保たれます。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>ノイズ</translation>
    </message>
    <message>
        <source>Whose random numbers: seeds shared by others often mean those of a GPU.</source>
        <translation>どの乱数を使うか。他の人が公開しているシードは GPU の乱数であることが多くあります。</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>As on a GPU</source>
        <translation>GPU と同じ</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::OpenDocuments</name>
    <message>
        <source>untitled-%1</source>
        <translation>無題-%1</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::PaintingChoice</name>
    <message>
        <source>Denoising strength</source>
        <translation>ノイズ除去の強さ</translation>
    </message>
    <message>
        <source>How much of the picture is made anew: 1 keeps nothing of it. A double-click brings back %1.</source>
        <translation>画像をどれだけ描き直すか。1 では元の画像は残りません。ダブルクリックで %1 に戻ります。</translation>
    </message>
    <message>
        <source>Masked content</source>
        <translation>マスク内の初期値</translation>
    </message>
    <message>
        <source>What stands under the mask when painting begins; it shows through below a strength of 1.</source>
        <translation>描き始めるときにマスクの下にあるもの。強さが 1 より小さいと透けて残ります。</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>What the network sees of the picture.</source>
        <translation>ネットワークに見せる画像の範囲です。</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>余白</translation>
    </message>
    <message>
        <source>How many pixels around the mask the network sees as well, with &apos;Only masked&apos;. A double-click brings back %1.</source>
        <translation>「マスク部分のみ」のとき、マスクの周りを何画素まで見せるか。ダブルクリックで %1 に戻ります。</translation>
    </message>
    <message>
        <source>Mask blur</source>
        <translation>マスクのぼかし</translation>
    </message>
    <message>
        <source>How soft the mask&apos;s edge is made, in pixels. A double-click brings back %1.</source>
        <translation>マスクの境界を何画素ぼかすか。ダブルクリックで %1 に戻ります。</translation>
    </message>
    <message>
        <source>Repaint</source>
        <translation>描き直す側</translation>
    </message>
    <message>
        <source>Which side of the mask is painted anew.</source>
        <translation>マスクのどちら側を描き直すかを選びます。</translation>
    </message>
    <message>
        <source>Grey in the mask</source>
        <translation>マスクの灰色</translation>
    </message>
    <message>
        <source>What half-transparent places of the mask mean.</source>
        <translation>マスクの半透明な部分の意味です。</translation>
    </message>
    <message>
        <source>Match colours</source>
        <translation>色を合わせる</translation>
    </message>
    <message>
        <source>Moves the colours of what was painted to those around it.</source>
        <translation>描いた部分の色を周りの色に近づけます。</translation>
    </message>
    <message>
        <source>Poisson seam</source>
        <translation>境目をなじませる (Poisson)</translation>
    </message>
    <message>
        <source>Smooths the edge of what was painted into the picture around it.</source>
        <translation>描いた部分の縁を周りの画像になじませます。</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>元画像</translation>
    </message>
    <message>
        <source>The picture as it is.</source>
        <translation>画像をそのまま使います。</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>塗りつぶし</translation>
    </message>
    <message>
        <source>The colours around the mask, spread into it.</source>
        <translation>マスクの周りの色を内側に広げます。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>ノイズ</translation>
    </message>
    <message>
        <source>Latent noise: nothing of the picture is left.</source>
        <translation>潜在表現のノイズ。元の画像は残りません。</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Empty latents: a plain ground.</source>
        <translation>空の潜在表現。無地になります。</translation>
    </message>
    <message>
        <source>Telea</source>
        <translation>Telea</translation>
    </message>
    <message>
        <source>The surroundings continued inwards, by Telea&apos;s method.</source>
        <translation>Telea の方法で、周りを内側に続けます。</translation>
    </message>
    <message>
        <source>Navier-Stokes</source>
        <translation>Navier-Stokes</translation>
    </message>
    <message>
        <source>The surroundings&apos; lines continued inwards, by the Navier-Stokes method.</source>
        <translation>Navier-Stokes の方法で、周りの線を内側に続けます。</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>画像全体</translation>
    </message>
    <message>
        <source>Only masked</source>
        <translation>マスク部分のみ</translation>
    </message>
    <message>
        <source>The mask and its padding, scaled to the size above: small things get many pixels.</source>
        <translation>マスクと余白を上のサイズに拡大して見せます。小さなものを細かく描けます。</translation>
    </message>
    <message>
        <source>The mask</source>
        <translation>マスクの中</translation>
    </message>
    <message>
        <source>Paints what is masked anew.</source>
        <translation>マスクした部分を描き直します。</translation>
    </message>
    <message>
        <source>What is not masked</source>
        <translation>マスクの外</translation>
    </message>
    <message>
        <source>Paints everything but what is masked anew.</source>
        <translation>マスクした部分以外を描き直します。</translation>
    </message>
    <message>
        <source>Mixed edge</source>
        <translation>縁だけ混ぜる</translation>
    </message>
    <message>
        <source>What is at least half masked is painted; at the edge, old and new pixels are mixed.</source>
        <translation>半分以上マスクした部分を描き直し、縁では前後の画素を混ぜます。</translation>
    </message>
    <message>
        <source>How much changes</source>
        <translation>変化の量</translation>
    </message>
    <message>
        <source>The fainter the mask, the longer a place keeps to the picture while the rest is painted.</source>
        <translation>マスクが薄いほど、その場所は長く元の画像に従います。</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>ソフト</translation>
    </message>
    <message>
        <source>Old and new are mixed at every step, so that they grow together.</source>
        <translation>ステップごとに前後を混ぜ、ひと続きにします。</translation>
    </message>
    <message>
        <source>The whole frame, at its own size.</source>
        <translation>枠の全体を、そのままの大きさで見せます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::PaintingView</name>
    <message>
        <source>Canvas</source>
        <translation>キャンバス</translation>
    </message>
    <message>
        <source>The picture with its mask. The wheel zooms, Space and drag pan.</source>
        <translation>画像とマスクです。ホイールで拡大・縮小、Space を押しながらドラッグで移動します。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::PairChoice</name>
    <message>
        <source>Sampler</source>
        <translation>サンプラー</translation>
    </message>
    <message>
        <source>The method that takes the noise away step by step.</source>
        <translation>ノイズを一段ずつ取り除く方法です。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>スケジュール</translation>
    </message>
    <message>
        <source>How the steps are spread over the noise levels.</source>
        <translation>ステップをノイズの強さにどう割り当てるかを決めます。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ParametersPanel</name>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>The model that makes the picture.</source>
        <translation>画像を生成するモデルです。</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>スターターモデル</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ数</translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation>ガイダンス強度 (CFG)</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>How many pictures, each with the next seed. A double-click brings back 1.</source>
        <translation>生成する枚数です。シード値は1つずつ進みます。ダブルクリックで 1 に戻ります。</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>サンプラー</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>計算</translation>
    </message>
    <message>
        <source>How many steps lead from noise to the picture. A double-click brings back %1.</source>
        <translation>ノイズから画像になるまでのステップの数です。ダブルクリックで %1 に戻ります。</translation>
    </message>
    <message>
        <source>How closely the picture follows the prompt. A double-click brings back %1.</source>
        <translation>画像がプロンプトにどれだけ忠実かを決めます。ダブルクリックで %1 に戻ります。</translation>
    </message>
    <message>
        <source>Image to image</source>
        <translation>画像から画像</translation>
    </message>
    <message>
        <source>Inpainting</source>
        <translation>インペイント</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Fine tuning</source>
        <translation>詳細な調整</translation>
    </message>
    <message>
        <source>ControlNet</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>Further passes</source>
        <translation>追加の工程</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>すべてのモデル</translation>
    </message>
    <message>
        <source>Shows all models, and the LoRAs, embeddings, VAEs and ControlNets beside them.</source>
        <translation>すべてのモデルと、LoRA、埋め込み、VAE、ControlNet を表示します。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::PassesChoice</name>
    <message>
        <source>%1 times larger</source>
        <translation>%1 倍に拡大</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Makes a new picture so many times larger and goes over it once more, so that large pictures hold together (&quot;hires fix&quot;). 1 is off.</source>
        <translation>新しい画像をこの倍率に拡大して、もう一度描き込みます。大きな画像が破綻しません(hires fix)。1 でオフ。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>強さ</translation>
    </message>
    <message>
        <source>How much the second pass may change.</source>
        <translation>二度目の工程で変えてよい量。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ数</translation>
    </message>
    <message>
        <source>Steps of the second pass; 0 is as many as the first.</source>
        <translation>二度目の工程のステップ数。0 は一度目と同じ。</translation>
    </message>
    <message>
        <source>Enlarged as</source>
        <translation>拡大の方法</translation>
    </message>
    <message>
        <source>Latents, smooth</source>
        <translation>潜在表現(なめらか)</translation>
    </message>
    <message>
        <source>Latents, as they are</source>
        <translation>潜在表現(そのまま)</translation>
    </message>
    <message>
        <source>Picture (Lanczos)</source>
        <translation>画像 (Lanczos)</translation>
    </message>
    <message>
        <source>Refiner</source>
        <translation>Refiner</translation>
    </message>
    <message>
        <source>A second model that finishes what the first began, such as SDXL&apos;s refiner.</source>
        <translation>途中から仕上げを引き継ぐモデル(SDXL の refiner など)。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Takes over at</source>
        <translation>引き継ぐ位置</translation>
    </message>
    <message>
        <source>How far the picture has come when the refiner takes over.</source>
        <translation>refiner が引き継ぐときの、画像の進み具合。</translation>
    </message>
    <message>
        <source>4 times larger</source>
        <translation>4 倍に拡大</translation>
    </message>
    <message>
        <source>Noise level</source>
        <translation>ノイズの量</translation>
    </message>
    <message>
        <source>How much of the picture&apos;s fine detail is taken for noise and made up anew when it is enlarged.</source>
        <translation>拡大するとき、細部をどれだけノイズとみなして描き直すか。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::PromptCard</name>
    <message>
        <source>Describe the picture</source>
        <translation>画像の内容を書いてください</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>プロンプト</translation>
    </message>
    <message>
        <source>What should not be in it</source>
        <translation>画像に入れたくないもの</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>ネガティブプロンプト</translation>
    </message>
    <message>
        <source>Opens the field for what should not be in the picture.</source>
        <translation>画像に入れたくないものの入力欄を開きます。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stops at once; finished pictures are kept (Shift+Esc).</source>
        <translation>すぐに中止します。完成した画像は残ります (Shift+Esc)。</translation>
    </message>
    <message>
        <source>Finish this one</source>
        <translation>この1枚で終了</translation>
    </message>
    <message>
        <source>Finishes the picture that is being made and skips the rest.</source>
        <translation>生成中の画像を仕上げ、残りは生成しません。</translation>
    </message>
    <message>
        <source>How many tokens of the prompt the model reads, and how many it can.</source>
        <translation>プロンプトのトークン数と、モデルが読める上限です。</translation>
    </message>
    <message>
        <source>Tokens: %1 of %2</source>
        <translation>トークン数: %1 / %2</translation>
    </message>
    <message>
        <source>Not: %1</source>
        <translation>除外: %1</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>キューに追加</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Waits in the queue until the running job has ended (Ctrl+Enter).</source>
        <translation>実行中の生成が終わるまでキューで待ちます (Ctrl+Enter)。</translation>
    </message>
    <message>
        <source>Makes the picture (Ctrl+Enter).</source>
        <translation>画像を生成します (Ctrl+Enter)。</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>Picture %1/%2</source>
        <translation>%1/%2 枚目</translation>
    </message>
    <message>
        <source>Step %1/%2</source>
        <translation>ステップ %1/%2</translation>
    </message>
    <message>
        <source>The model reads %1 tokens at once; the coloured rest becomes another part.</source>
        <translation>モデルが一度に読むのは %1 トークンです。色の付いた残りは次のまとまりになります。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::QueuePanel</name>
    <message>
        <source>Nothing is waiting. Pictures asked for while one is being made line up here.</source>
        <translation>待っている生成はありません。生成中に追加したものはここに並びます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::QueueRow</name>
    <message>
        <source>(no prompt)</source>
        <translation>(プロンプトなし)</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>Stops this job; finished pictures are kept.</source>
        <translation>この生成を中止します。完成した画像は残ります。</translation>
    </message>
    <message>
        <source>Takes this job out of the queue.</source>
        <translation>この生成をキューから外します。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ResultStrip</name>
    <message>
        <source>Picture %1</source>
        <translation>%1 枚目</translation>
    </message>
    <message>
        <source>Shows picture %1 (Ctrl+arrow keys).</source>
        <translation>%1 枚目を表示します (Ctrl+矢印キー)。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::SeedField</name>
    <message>
        <source>Seed</source>
        <translation>シード値</translation>
    </message>
    <message>
        <source>The number that the noise is drawn from: the same seed and settings give the same picture.</source>
        <translation>ノイズの元になる数です。シード値と設定が同じなら、同じ画像になります。</translation>
    </message>
    <message>
        <source>Draws a new seed.</source>
        <translation>新しいシード値を引きます。</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新しいシード値</translation>
    </message>
    <message>
        <source>Fixed: every start uses this seed.</source>
        <translation>固定: 生成のたびに同じシード値を使います。</translation>
    </message>
    <message>
        <source>Random: every start draws a new seed.</source>
        <translation>ランダム: 生成のたびに新しいシード値を引きます。</translation>
    </message>
    <message>
        <source>Fixed seed</source>
        <translation>シード値を固定</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>デスクトップに合わせる</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外観(&amp;A)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::SizeField</name>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Width in pixels.</source>
        <translation>幅 (ピクセル)。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>Height in pixels.</source>
        <translation>高さ (ピクセル)。</translation>
    </message>
    <message>
        <source>Swaps width and height.</source>
        <translation>幅と高さを入れ替えます。</translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation>幅と高さを入れ替える</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::SteeringChoice</name>
    <message>
        <source>layer %1</source>
        <translation>層 %1</translation>
    </message>
    <message>
        <source>guidance</source>
        <translation>ガイダンス</translation>
    </message>
    <message>
        <source>eta %1</source>
        <translation>イータ %1</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>通常どおり</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>Turns what the network made into a picture; some files bring one with other colours.</source>
        <translation>ネットワークが作ったものを画像にします。色合いの違うものをファイルで用意できます。</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>モデル自身のもの</translation>
    </message>
    <message>
        <source>CLIP layer</source>
        <translation>CLIP の層</translation>
    </message>
    <message>
        <source>Which layer of the text encoder is used, counted from the end: 1 is the model&apos;s own, 2 the one before (&quot;clip skip&quot;).</source>
        <translation>テキストエンコーダーのどの層を使うか。末尾から数え、1 はモデル既定、2 はその一つ前です(「clip skip」)。</translation>
    </message>
    <message>
        <source>Weights in the prompt</source>
        <translation>プロンプト内の重み</translation>
    </message>
    <message>
        <source>What (word:1.2) does to the text encoder&apos;s answer.</source>
        <translation>(語:1.2) がテキストエンコーダーの出力にどう働くか。</translation>
    </message>
    <message>
        <source>Keep the mean</source>
        <translation>平均を保つ</translation>
    </message>
    <message>
        <source>Without keeping the mean</source>
        <translation>平均を保たない</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>無視</translation>
    </message>
    <message>
        <source>Guidance rescale</source>
        <translation>ガイダンスの再スケール</translation>
    </message>
    <message>
        <source>Brings pictures that guidance made too harsh back to their contrast.</source>
        <translation>ガイダンスで強くなりすぎたコントラストを元に戻します。</translation>
    </message>
    <message>
        <source>Guidance from</source>
        <translation>ガイダンスの開始</translation>
    </message>
    <message>
        <source>The share of the steps at which guidance begins.</source>
        <translation>ガイダンスを始める位置(ステップ全体に対する割合)。</translation>
    </message>
    <message>
        <source>Guidance until</source>
        <translation>ガイダンスの終了</translation>
    </message>
    <message>
        <source>The share of the steps at which guidance ends.</source>
        <translation>ガイダンスを終える位置(ステップ全体に対する割合)。</translation>
    </message>
    <message>
        <source>Perturbed attention</source>
        <translation>摂動注意 (PAG)</translation>
    </message>
    <message>
        <source>Also steers away from what the network draws when it cannot see the whole. 0 is off, 3 is usual; each step takes half as long again.</source>
        <translation>全体を見渡せないときにネットワークが描くものからも遠ざけます。0 でオフ、通常は 3。各ステップの時間は 1.5 倍になります。</translation>
    </message>
    <message>
        <source>Eta (DDIM)</source>
        <translation>イータ (DDIM)</translation>
    </message>
    <message>
        <source>How much fresh noise DDIM adds at each step.</source>
        <translation>DDIM が各ステップで加える新しいノイズの量。</translation>
    </message>
    <message>
        <source>Prompt grammar</source>
        <translation>プロンプトの文法</translation>
    </message>
    <message>
        <source>Whether brackets, AND and BREAK in a prompt mean something, or are words.</source>
        <translation>プロンプトの括弧、AND、BREAK に意味を持たせるか、ただの語として読むか。</translation>
    </message>
    <message>
        <source>As in AUTOMATIC1111</source>
        <translation>AUTOMATIC1111 と同じ</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>そのままの文章</translation>
    </message>
    <message>
        <source>The network&apos;s answer</source>
        <translation>ネットワークの答え</translation>
    </message>
    <message>
        <source>What the network was trained to say. Another choice than the model&apos;s own helps where its file says it nowhere: pictures of noise become pictures.</source>
        <translation>ネットワークが何を答えるように学習したか。ファイルに書かれていないモデルでは、選び直すとノイズだけの画像が絵になることがあります。</translation>
    </message>
    <message>
        <source>As the model says</source>
        <translation>モデルの指定どおり</translation>
    </message>
    <message>
        <source>The noise (epsilon)</source>
        <translation>ノイズ(epsilon)</translation>
    </message>
    <message>
        <source>The velocity (v)</source>
        <translation>速度(v)</translation>
    </message>
    <message>
        <source>The velocity, down to no signal</source>
        <translation>速度(v)、ゼロ終端 SNR</translation>
    </message>
    <message>
        <source>The picture itself</source>
        <translation>画像そのもの</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ToolBox</name>
    <message>
        <source>Brush</source>
        <translation>ブラシ</translation>
    </message>
    <message>
        <source>Paints. Shift draws a straight line, [ and ] change the size.</source>
        <translation>塗ります。Shift で直線、[ と ] でサイズを変えます。</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>消しゴム</translation>
    </message>
    <message>
        <source>Erases; hold the key to erase for a moment.</source>
        <translation>消します。キーを押している間だけ消すこともできます。</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>長方形</translation>
    </message>
    <message>
        <source>Fills a rectangle. Shift adds, Alt takes away, both keep what is in both.</source>
        <translation>長方形を塗ります。Shift で追加、Alt で除外、両方で共通部分を残します。</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>楕円</translation>
    </message>
    <message>
        <source>Fills an ellipse. Shift adds, Alt takes away, both keep what is in both.</source>
        <translation>楕円を塗ります。Shift で追加、Alt で除外、両方で共通部分を残します。</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>投げ縄</translation>
    </message>
    <message>
        <source>Fills what you draw around. Shift adds, Alt takes away.</source>
        <translation>囲んだ部分を塗ります。Shift で追加、Alt で除外します。</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多角形</translation>
    </message>
    <message>
        <source>Fills between corners; Enter closes, Backspace takes a corner back.</source>
        <translation>頂点で囲んだ部分を塗ります。Enter で閉じ、Backspace で頂点を1つ戻します。</translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation>自動選択</translation>
    </message>
    <message>
        <source>Takes what has the colour of the clicked pixel.</source>
        <translation>クリックした位置と同じ色の部分を選びます。</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>バケツ</translation>
    </message>
    <message>
        <source>Fills what an outline encloses; Alt empties it.</source>
        <translation>線で囲まれた部分を塗ります。Alt で消します。</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>グラデーション</translation>
    </message>
    <message>
        <source>From all to nothing along a line.</source>
        <translation>線に沿って、すべてから無しへ変化させます。</translation>
    </message>
    <message>
        <source>Colour picker</source>
        <translation>スポイト</translation>
    </message>
    <message>
        <source>Takes a colour from the picture for the sketch.</source>
        <translation>画像からスケッチ用の色を取ります。</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>枠</translation>
    </message>
    <message>
        <source>Moves the frame of what is generated, and changes its size.</source>
        <translation>生成の枠を動かし、大きさを変えます。</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>Crop or extend</source>
        <translation>切り抜きと拡張</translation>
    </message>
    <message>
        <source>Cuts the picture, or adds to it beyond its edges. Shift keeps the proportions, Ctrl snaps to 8 pixels, Enter applies.</source>
        <translation>画像を切り抜くか、外側に広げます。Shift で縦横比を保ち、Ctrl で 8 画素ごとに動き、Enter で決めます。</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Moves, scales and turns a pasted picture. Enter puts it down, Esc lets it go.</source>
        <translation>貼り付けた画像を動かし、大きさと向きを変えます。Enter で置き、Esc でやめます。</translation>
    </message>
    <message>
        <source>Paint on the s&amp;ketch</source>
        <translation>スケッチに描く(&amp;K)</translation>
    </message>
    <message>
        <source>Tools paint colour hints over the picture instead of the mask.</source>
        <translation>ツールがマスクではなく、画像に重ねた色のスケッチに描きます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ToolOptionsBar</name>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Tool options</source>
        <translation>ツールオプション</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>スケッチ</translation>
    </message>
    <message>
        <source>The colour for the sketch (pick one from the picture with I).</source>
        <translation>スケッチの色です（I で画像から取れます）。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換え</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Intersect</source>
        <translation>共通部分</translation>
    </message>
    <message>
        <source>What a new shape does with what is there; Shift adds, Alt subtracts, both intersect.</source>
        <translation>新しい形を今あるものとどう合わせるかです。Shift で追加、Alt で除外、両方で共通部分になります。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>The brush&apos;s diameter ([ and ]).</source>
        <translation>ブラシの直径です（[ と ]）。</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>硬さ</translation>
    </message>
    <message>
        <source>How much of the brush is full, in percent (Shift+[ and Shift+]).</source>
        <translation>ブラシのうち完全に塗られる部分の割合（%）です（Shift+[ と Shift+]）。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>強さ</translation>
    </message>
    <message>
        <source>How much one stroke paints, in percent.</source>
        <translation>1回のストロークで塗る量（%）です。</translation>
    </message>
    <message>
        <source>The pen&apos;s pressure changes the size.</source>
        <translation>筆圧でサイズを変えます。</translation>
    </message>
    <message>
        <source>The pen&apos;s pressure changes the strength.</source>
        <translation>筆圧で強さを変えます。</translation>
    </message>
    <message>
        <source>Screen size</source>
        <translation>画面上のサイズ</translation>
    </message>
    <message>
        <source>The brush stays as large on the screen whatever the zoom.</source>
        <translation>表示倍率によらず、ブラシの画面上の大きさを保ちます。</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>許容値</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>隣接のみ</translation>
    </message>
    <message>
        <source>Takes only what hangs together with the clicked pixel.</source>
        <translation>クリックした位置とつながっている部分だけを選びます。</translation>
    </message>
    <message>
        <source>Radial</source>
        <translation>円形</translation>
    </message>
    <message>
        <source>Around the first point instead of along a line.</source>
        <translation>線に沿わず、最初の点を中心に変化させます。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>What is painted on: the mask, or colour hints over the picture (X).</source>
        <translation>描く先。マスク、または画像の上に置く色のスケッチです(X)。</translation>
    </message>
    <message>
        <source>How unlike the clicked pixel another may be, in its colour, or in the mask where the bucket fills that.</source>
        <translation>クリックしたピクセルとどれだけ違ってよいか。色で、またはマスクを塗りつぶすときはマスクの濃さで比べます。</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ToolRail</name>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ZoomPill</name>
    <message>
        <source>Zooms out (Ctrl+−).</source>
        <translation>縮小します (Ctrl+−)。</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>The zoom; a click fits the picture into the view (Ctrl+0).</source>
        <translation>表示倍率です。クリックで画像全体を表示します (Ctrl+0)。</translation>
    </message>
    <message>
        <source>Fit into the view</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>Zooms in (Ctrl++).</source>
        <translation>拡大します (Ctrl++)。</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
</context>
</TS>
