"""Reading a text as a value of its type, showing it, and reading what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.ontology.contacts import plate_key
from iwtlink.ontology.model import PropertyType, Value, ValueProblem
from iwtlink.ontology.values import (
    VALUE_TYPES,
    format_value,
    is_right_aligned,
    masked,
    parse_value,
    sort_key,
    value_family,
)


def of(value_type: str, unit: str = "", codes: str = "") -> PropertyType:
    chosen = codes or ("tlp" if value_type == "code" else "")
    return PropertyType("p", "Property", value_type, unit=unit, codes=chosen)


def canonical(value_type: str, text: str, country: str = "") -> str:
    return parse_value(of(value_type), text, country=country).text


@pytest.mark.parametrize(
    ("stated", "text", "number", "unit"),
    [
        ("12 kg", "12 KGM", 12, "KGM"),
        ("12kg", "12 KGM", 12, "KGM"),
        ("5 Kg.", "5 KGM", 5, "KGM"),
        ("1,5 t", "1.5 TON", 1.5, "TON"),
        ("216 pieces", "216 NAR", 216, "NAR"),
        ("22 NAR", "22 NAR", 22, "NAR"),
        ("62 calls", "62 calls", 62, "calls"),
        ("42,000", "42000", 42000, ""),
        ("1.234,5 kg", "1234.5 KGM", 1234.5, "KGM"),
        ("1 234,5 kg", "1234.5 KGM", 1234.5, "KGM"),
        ("0,125 kg", "0.125 KGM", 0.125, "KGM"),
        ("38.4 kg", "38.4 KGM", 38.4, "KGM"),
        ("໑໒ ກິໂລ", "12 KGM", 12, "KGM"),
        ("1e5", "100000", 100000, ""),
        ("about 40", "~40", 40, ""),
        ("at least 3 heads", "≥3 NAR", 3, "NAR"),
        ("200-300 kg", "200..300 KGM", 200, "KGM"),
        ("5 m³", "5 MTQ", 5, "MTQ"),
    ],
)
def test_a_quantity_keeps_its_unit_and_of_a_span_the_lower_bound(
    stated: str, text: str, number: float, unit: str
) -> None:
    assert parse_value(of("quantity"), stated) == Value(text, number, unit)


@pytest.mark.parametrize(
    ("stated", "text", "number"),
    [
        ("64", "64 KGM", 64),
        ("1,5 t", "1500 KGM", 1500),
        ("500 g", "0.5 KGM", 0.5),
        ("10 lb", "4.5359237 KGM", 4.5359237),
        ("~2-3 t", "~2000..3000 KGM", 2000),
    ],
)
def test_a_mass_is_given_in_kilograms(stated: str, text: str, number: float) -> None:
    assert parse_value(of("mass", unit="KGM"), stated) == Value(text, number, "KGM")


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("USD 42,000", "42000 USD"),
        ("42000 USD", "42000 USD"),
        ("US$ 1.5m", "1500000 USD"),
        ("฿1,2 million", "1200000 THB"),
        ("310.000 kip", "310000 LAK"),
        ("40,000,000 LAK", "40000000 LAK"),
        ("1,5 triệu đồng", "1500000 VND"),
        ("10 万元", "100000 CNY"),
        ("HK$500", "500 HKD"),
        ("12,50 €", "12.5 EUR"),
        ("about 3 million kip", "~3000000 LAK"),
    ],
)
def test_a_sum_of_money_is_read_with_its_currency(stated: str, text: str) -> None:
    assert canonical("money", stated) == text


def test_a_sum_without_currency_takes_that_of_its_property_or_is_refused() -> None:
    assert parse_value(of("money", unit="LAK"), "1,000") == Value("1000 LAK", 1000, "LAK")
    with pytest.raises(ValueProblem, match="does not say the currency"):
        parse_value(of("money"), "1,000")


@pytest.mark.parametrize(
    ("stated", "text", "precision"),
    [
        ("17.964,102.61", "17.964,102.61", "unknown"),
        ("17.9640, 102.6100 (city)", "17.964,102.61", "city"),
        ("17°57'50.4\"N 102°36'36\"E", "17.964,102.61", "unknown"),
        ("17°57′50.4″ N, 102°36′36″ E (site)", "17.964,102.61", "site"),
        ("E102 36.6 N17 57.84", "17.964,102.61", "unknown"),
        ("25.9653S 32.5892E", "-25.9653,32.5892", "unknown"),
        ("-25.9653 32.5892 town", "-25.9653,32.5892", "town"),
        ("17,964; 102,61", "17.964,102.61", "unknown"),
    ],
)
def test_coordinates_are_never_exact_unless_stated(stated: str, text: str, precision: str) -> None:
    assert parse_value(of("coordinates"), stated) == Value(text, unit=precision)


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("NA", "NA"), ("Namibia", "NA"), ("NO", "NO"), ("la", "LA"), ("LAO", "LA"),
        ("Lao PDR", "LA"), ("Laos", "LA"), ("ສປປ ລາວ", "LA"), ("Viet Nam", "VN"),
        ("vietnam", "VN"), ("เวียดนาม", "VN"), ("中国", "CN"), ("Burma", "MM"), ("UK", "GB"),
        ("UAE", "AE"), ("the Netherlands", "NL"), ("DRC", "CD"), ("Congo", "CG"), ("XX", "XX"),
        ("Africa", "XF"), ("Cote d’Ivoire", "CI"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_codes_and_names(stated: str, code: str) -> None:
    assert canonical("country", stated) == code


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("LA-XS", "LA-XS"), ("Xaisomboun", "LA-XS"), ("louang prabang", "LA-LP"),
        ("Bolikhamxay", "LA-BL"), ("ແຂວງຄຳມ່ວນ", "LA-KH"), ("Khammouane Province", "LA-KH"),
        ("Nakhon Phanom", "TH-48"), ("Ha Tinh", "VN-23"), ("Yunnan", "CN-YN"), ("KE-01", "KE-01"),
    ],
)  # fmt: skip
def test_a_province_is_known_by_its_code_and_its_spellings(stated: str, code: str) -> None:
    assert canonical("province", stated) == code


def test_a_province_that_two_share_the_name_of_is_asked_back() -> None:
    with pytest.raises(ValueProblem, match=r"LA-VT \(Vientiane Capital\) or LA-VI"):
        canonical("province", "Vientiane")


@pytest.mark.parametrize(
    ("stated", "country", "text"),
    [
        ("+856 20 5555 0171", "", "+8562055550171"),
        ("00856 20 5555 0171", "", "+8562055550171"),
        ("020 5555 0171", "LA", "+8562055550171"),
        ("020 5555 0171", "", "02055550171"),
        ("+86 130 0000 0144", "", "+8613000000144"),
        ("+999 123 456", "", "+999123456"),
        ("1900", "", "1900"),
    ],
)
def test_a_phone_number_is_e164_where_its_plan_is_known_and_else_its_digits(
    stated: str, country: str, text: str
) -> None:
    assert canonical("phone", stated, country=country) == text


def test_a_plate_keeps_the_letters_of_its_script_and_compares_without_marks() -> None:
    assert canonical("plate", " ກຂ  1234 ") == "ກຂ 1234"
    assert canonical("plate", "fict 38b-01.177") == "FICT 38B-01.177"
    assert plate_key("กข-1234") == plate_key("กข 1234") != plate_key("กค 1234")
    assert plate_key("໑໒໓") == "123"


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("tiger", "Panthera tigris"), ("ເສືອໂຄ່ງ", "Panthera tigris"), ("hổ", "Panthera tigris"),
        ("Pangolins", "Manidae spp."), ("ລິ່ນ", "Manidae spp."), ("tê tê", "Manidae spp."),
        ("穿山甲", "Manidae spp."), ("ลิ่น", "Manidae spp."), ("ivory", "Elephantidae spp."),
        ("Sunda pangolin", "Manis javanica"), ("manis javanica", "Manis javanica"),
        ("Manis sp.", "Manis spp."), ("Ursus arctos", "Ursus arctos"),
    ],
)  # fmt: skip
def test_a_taxon_is_known_by_its_names_in_all_languages(stated: str, text: str) -> None:
    assert canonical("taxon", stated) == text


def test_a_code_is_read_by_code_label_or_other_name_and_shown_by_its_label() -> None:
    detection = of("code", codes="detection_methods")
    for stated in ("x_ray", "X-ray", "SCANNER"):
        assert parse_value(detection, stated).text == "x_ray"
    assert format_value(detection, "x_ray") == "X-ray"
    assert format_value(detection, "something else") == "something else"
    with pytest.raises(ValueProblem, match="not in the list “Method of detection”"):
        parse_value(detection, "magic")


@pytest.mark.parametrize(
    ("value_type", "stated"),
    [
        ("integer", "1.5"), ("number", "abc"), ("number", "12,34,56"), ("number", "nan"),
        ("percent", "101"), ("quantity", "1-"), ("quantity", "kg"), ("quantity", "12 34 kg"),
        ("quantity", "300-200 kg"), ("mass", "3 pieces"), ("mass", "-3 kg"),
        ("money", "5 foo"), ("money", "EUR 5 USD"), ("coordinates", "91,2"),
        ("coordinates", "17°61'N 100°E"), ("coordinates", "17,102 nearby"),
        ("coordinates", "somewhere"), ("country", "Atlantis"), ("province", "LA-ZZ"),
        ("phone", "n/a"), ("phone", "12"), ("email", "a@b"), ("url", "not here"),
        ("url", "javascript:alert(1)"), ("plate", "---"), ("taxon", "two live birds"),
        ("yes_no", "maybe"), ("name", "???"), ("date", "soon"), ("text", "   "),
        ("mrz", "P<UTO"), ("mmsi", "12345678"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_such_value_is_refused_with_a_sentence(
    value_type: str, stated: str
) -> None:
    with pytest.raises(ValueProblem) as problem:
        parse_value(of(value_type), stated)
    assert str(problem.value).endswith((".", '"E.'))


SAMPLES = {
    "text": "taped to body", "long_text": "a\r\nb", "name": "ຄຳສິງ ວົງພະດີ", "file_no": "01-FICT-7",
    "date": "March 2015", "integer": "12,345", "number": "1234.5", "percent": "33,3 %",
    "quantity": "1,200 kg", "mass": "1,5 t", "money": "USD 42,000.50",
    "coordinates": "17.964, 102.61 (town)", "country": "Laos", "province": "Khammouane",
    "code": "TLP:RED", "yes_no": "yes", "taxon": "tiger", "phone": "+856 20 5555 0171",
    "email": "a.b@example.la", "url": "example.com/x", "plate": "FICT 4471", "id_number": "PA-1",
    "imo": "IMO 9074729", "mmsi": "563000000", "container_no": "CSQU3054383",
    "awb": "176-12345675", "vin": "1M8GDM9AXKP042788", "iban": "GB29 NWBK 6016 1331 9268 19",
    "imei": "490154203237518", "chinese_id": "11010519491231002X", "thai_id": "1-2345-67890-12-1",
    "mrz": "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
           "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
}  # fmt: skip


@pytest.mark.parametrize("value_type", VALUE_TYPES)
def test_what_is_shown_and_what_is_stored_both_read_as_the_same_value(value_type: str) -> None:
    kind = of(value_type)
    value = parse_value(kind, SAMPLES[value_type])
    shown = format_value(kind, value.text, value.unit)
    assert parse_value(kind, shown) == value
    if value_type != "coordinates":  # their precision is the unit, beside the text
        assert parse_value(kind, value.text) == value


@given(st.decimals(-(10**12), 10**12, places=4), st.sampled_from(["KGM", "NAR", "calls", ""]))
def test_quantities_survive_being_shown_and_read_again(number: object, unit: str) -> None:
    kind = of("quantity")
    value = parse_value(kind, f"{number} {unit}")
    assert parse_value(kind, value.text) == value
    assert parse_value(kind, format_value(kind, value.text, value.unit)) == value


@given(st.decimals(0, 10**12, places=3), st.sampled_from(["USD", "LAK", "THB", "CNY"]))
def test_sums_survive_being_shown_and_read_again(number: object, currency: str) -> None:
    kind = of("money")
    value = parse_value(kind, f"{currency} {number:.4f}")
    assert value.unit == currency
    assert parse_value(kind, value.text) == value
    assert parse_value(kind, format_value(kind, value.text, value.unit)) == value


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["site", "town", "unknown"]))
def test_coordinates_survive_being_shown_and_read_again(
    latitude: float, longitude: float, precision: str
) -> None:
    kind = of("coordinates")
    value = parse_value(kind, f"{latitude:.7f}, {longitude:.7f} ({precision})")
    assert parse_value(kind, format_value(kind, value.text, value.unit)) == value


TYPED = st.text("0123456789.,-/ :+~<>%'()°NSEWkgtUSDLAKabc๑໒年", max_size=24)


@given(st.sampled_from(VALUE_TYPES), st.one_of(TYPED, st.text(max_size=40)))
def test_any_text_is_a_value_that_reads_as_itself_or_a_problem(value_type: str, text: str) -> None:
    kind = of(value_type)
    try:
        value = parse_value(kind, text)
    except ValueProblem:
        return
    if value_type != "coordinates":
        assert parse_value(kind, value.text) == value


def test_numbers_stand_to_the_right_and_codes_sort_in_the_order_of_their_list() -> None:
    assert is_right_aligned(of("money")) and not is_right_aligned(of("phone"))
    assert value_family(of("taxon")) == "code"
    tlp = of("code", codes="tlp")
    assert sort_key(tlp, Value("GREEN")) < sort_key(tlp, Value("RED"))
    dates = [parse_value(of("date"), text) for text in ("2016", "2015-06", "2015")]
    ordered = sorted(dates, key=lambda value: sort_key(of("date"), value))
    assert [value.text for value in ordered] == ["2015", "2015-06", "2016"]


def test_a_masked_value_shows_its_last_signs_only() -> None:
    secret = PropertyType("account_no", "Account number", "file_no", is_masked=True)
    assert masked(secret, "0012344417") == "••••••4417"
    assert masked(of("text"), "0012344417") == "0012344417"
