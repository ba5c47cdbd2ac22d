<?php
/**
 * Prints vectors.json: what PHP signs, so that the server's tests read exactly that. Run by hand when includes/keys.php changes:
 * php extensions/woocommerce/tests/make-vectors.php > extensions/woocommerce/tests/vectors.json
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}
define( 'LASTING_TESTS', true );
require dirname( __DIR__ ) . '/includes/keys.php';

$lasting_connection = array(
	'store_id' => 'woo-0f9a3c',
	'url'      => 'https://tea.example/shop',
	'secret'   => 'q7f0Zc-3mXW_1uH8vYd5kRb2nTg6sLp9aEo4iJwQxMA',
);
$lasting_secret     = $lasting_connection['secret'];
$lasting_now        = 1795944600;
$lasting_note       = '{"order":1204,"n":"6f1d2c3b-0a49-4e58-8c67-7b6a5d4e3f21"}';
$lasting_question   = '{"requestId":"0b9e8d7c-6f5a-4b3c-9d2e-1f0a9b8c7d6e","customerId":"17","locale":"fa"}';
$lasting_lines      = array( 'https://lasting.example', 'http://127.0.0.1:9405/', 'ftp://lasting.example' );

$lasting_people = array(
	'staff'    => array( 'staff', array( 'sub' => 'wp:1', 'name' => "\u{0645}\u{06CC}\u{0646}\u{0627} O'Neill/\"\u{05D3}\u{05D5}\u{05D3}\"", 'own' => true, 'lang' => 'fa_IR' ) ),
	'customer' => array( 'shopper', array( 'sub' => 'customer:17' ) ),
	'visitor'  => array( 'shopper', array( 'sub' => 'visitor' ) ),
);

$lasting_vectors = array(
	'connection' => $lasting_connection,
	'now'        => $lasting_now,
	'keys'       => array(),
	'tokens'     => array(),
	'note'       => array(
		'body'    => $lasting_note,
		'headers' => lasting_note_headers( $lasting_secret, $lasting_note, $lasting_now ),
	),
	'call'       => array(
		'path'    => 'quote',
		'body'    => $lasting_question,
		'headers' => lasting_call_headers( $lasting_secret, 'quote', $lasting_question, $lasting_now ),
	),
	'lines'      => array(),
);
foreach ( array( 'staff', 'shopper', 'note', 'call' ) as $lasting_purpose ) {
	$lasting_vectors['keys'][ $lasting_purpose ] = bin2hex( lasting_key( $lasting_secret, $lasting_purpose ) );
}
foreach ( $lasting_people as $lasting_name => $lasting_who ) {
	$lasting_vectors['tokens'][ $lasting_name ] = array(
		'purpose' => $lasting_who[0],
		'claims'  => $lasting_who[1],
		'token'   => lasting_token( $lasting_connection, $lasting_who[0], $lasting_who[1], $lasting_now ),
	);
}
foreach ( $lasting_lines as $lasting_url ) {
	$lasting_line               = lasting_base64url( json_encode( array( 'u' => $lasting_url, 'c' => 'Zm9ydHktdGhyZWUtYnl0ZXM_-0' ), JSON_UNESCAPED_SLASHES ) );
	$lasting_vectors['lines'][] = array(
		'line' => $lasting_line,
		'read' => lasting_read_line( $lasting_line ),
	);
}
echo json_encode( $lasting_vectors, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ), "\n";
