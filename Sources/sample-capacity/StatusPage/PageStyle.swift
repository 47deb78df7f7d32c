/// The style sheet of the status page. The page is legible without it.
enum PageStyle {
  static let css: StaticString = """
    :root{color-scheme:light dark;--bg:#fff;--ink:#16191d;--mut:#59616b;--rule:#d5dae0;--grid:#e4e8ec;--run:#235ea3;\
    --run2:#6496cf;--bar:#235ea3;--wait:#d9780a;--waitx:#a35200;--band:#dbe5f0;--edge:#6b8199;--bad:#b3261e;\
    --ok:#1a7f4b;--wash:#fdf0ee;--track:#e9ecf0}
    @media(prefers-color-scheme:dark){:root{--bg:#121519;--ink:#e9ebee;--mut:#9fa9b5;--rule:#343b44;--grid:#272d34;\
    --run:#4a88d0;--run2:#3568a1;--bar:#78b0ee;--wait:#e0912f;--waitx:#f0a040;--band:#22354a;--edge:#7f9ab8;\
    --bad:#f2786d;--ok:#5cc48d;--wash:#2a1a1a;--track:#272d34}}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:1184px;padding:20px 32px 48px;background:var(--bg);color:var(--ink);\
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
    font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
    p,h1,h2,h3,dl,dd,figure{margin:0}
    header{display:flex;justify-content:space-between;gap:4px 24px;padding-bottom:16px;\
    border-bottom:1px solid var(--rule)}
    .name{font-weight:600}.fresh{color:var(--mut);font-size:14px;text-align:right;flex:none;max-width:75%}
    .fresh b{color:var(--ink)}.fresh b.fit{color:var(--ok)}.fresh b.unfit{color:var(--bad)}\
    .fresh svg,.state svg{margin-right:2px;vertical-align:-3px}
    b,.state,h2,h3{font-weight:600}
    .head{padding:40px 0 36px}.state span{font-weight:400;color:var(--mut)}.sign{stroke:var(--bg)}
    .ok .state{color:var(--ok)}.wait .state{color:var(--waitx)}.bad .state{color:var(--bad)}
    h1{font-size:44px;line-height:1.12;font-weight:400;margin:4px 0 10px}h1 b{font-weight:700}
    .why,.lead{font-size:17px;max-width:46em}.why{color:var(--mut)}.why b{color:var(--ink)}.why code{white-space:nowrap}
    .box{background:var(--wash);border-left:3px solid var(--bad);padding:12px 16px;margin:16px 0}\
    .box p+p{margin-top:6px}.box p:first-child b{color:var(--bad)}.box code{overflow-wrap:anywhere}
    .facts{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:20px 24px;border-top:2px solid var(--ink);\
    padding:12px 0 44px}
    dt,dd{font-size:14px;color:var(--mut)}dd b{font-size:30px;line-height:1.25;color:var(--ink)}
    .old dd b{color:var(--mut)}.ill dd,.ill dd b,.ill,th .ill{color:var(--bad)}
    section{display:grid;grid-template-columns:152px minmax(0,1fr);gap:0 24px;border-top:1px solid var(--rule);\
    padding:20px 0 40px}
    h2,h3{font-size:15px}h3{margin:28px 0 0}h3 span{font-weight:400;color:var(--mut)}
    .note{color:var(--mut);margin-top:8px;max-width:46em}
    .key{color:var(--mut);font-size:14px;margin:12px 0 8px;display:flex;flex-wrap:wrap;gap:2px 20px}\
    .key svg{margin-right:3px;vertical-align:-1px}
    figure{padding-left:48px}figcaption{font-size:13px;color:var(--mut)}figure svg{display:block}\
    .pair{display:grid;grid-template-columns:1fr 1fr;gap:12px 32px}
    text{fill:var(--mut)}.p{fill:var(--ink);font-weight:600;paint-order:stroke;stroke:var(--bg);stroke-width:3px}
    .g{stroke:var(--grid);stroke-opacity:1}.x0{stroke:var(--mut)}.o{stroke:var(--mut)}.a{stroke:var(--ink)}\
    .e{stroke:var(--edge)}
    .r{fill:var(--run)}.r2{fill:var(--run2)}.h{fill:var(--bar)}.m{fill:var(--bad)}.w{fill:var(--wait)}\
    .b{fill:var(--band)}.t{fill:var(--track);fill-opacity:1}.kh{stroke:var(--bar)}.km{stroke:var(--bad)}\
    .s{stroke:var(--bg);stroke-width:.75px}.bar{display:block;margin-top:4px}
    details{margin-top:8px;font-size:14px}summary{color:var(--mut);cursor:pointer;padding:2px 0}\
    .scroll{overflow-x:auto;max-height:400px;margin-top:8px}.scroll th,.scroll td{white-space:nowrap;padding-right:16px}\
    .scroll th:last-child,.scroll td:last-child{padding-right:4px}.scroll table{width:auto}
    table{border-collapse:collapse;width:100%;font-size:14px;margin-top:12px}
    th,td{text-align:right;vertical-align:top;padding:7px 0 7px 16px;border-bottom:1px solid var(--rule);\
    font-weight:400;white-space:nowrap}
    th:first-child,td:first-child,.l{text-align:left;white-space:normal}th:first-child,td:first-child{padding-left:0}
    thead th{font-size:13px;color:var(--mut);white-space:normal;vertical-align:bottom}
    thead th:not(:first-child){overflow-wrap:normal}.gap td{color:var(--mut)}.sum th,.sum td{font-weight:600;border-bottom:0}
    small{display:block;font-size:14px;color:var(--mut)}
    code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    td svg{display:block}
    footer{border-top:1px solid var(--rule);padding-top:16px;font-size:13px;color:var(--mut)}footer p+p{margin-top:4px}
    :focus-visible{outline:2px solid var(--bar);outline-offset:2px}
    @media(max-width:1000px){.pair{grid-template-columns:minmax(0,1fr)}}
    @media(max-width:720px){body{padding:12px 16px 32px}header{display:block}.fresh{text-align:left;max-width:none}\
    .head{padding:24px 0 28px}h1{font-size:30px}.why,.lead{font-size:16px}\
    .facts{grid-template-columns:repeat(2,minmax(0,1fr));padding-bottom:32px}dd b{font-size:25px}\
    section{display:block;padding:16px 0 32px}h2{color:var(--mut);margin-bottom:2px}figure{padding-left:38px}.x{display:none}\
    .kh{stroke-width:1.6px}.km{stroke-width:2.6px}th,td{padding-left:10px}}
    @media print{:root{color-scheme:light}details{display:none}}
    """
}
