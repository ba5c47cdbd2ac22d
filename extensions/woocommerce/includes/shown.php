<?php
/**
 * What pages of the shop say, from what is known anyway. Pure functions, so that they can be tested without WordPress.
 *
 * @package Lasting
 */

if ( ! defined( 'ABSPATH' ) && ! defined( 'LASTING_TESTS' ) ) {
	exit;
}

/**
 * The language of a page among those that the program speaks.
 *
 * @param string        $locale    Of WordPress, as in fa_IR.
 * @param string[]|null $languages That the merchant offers, the first one for everybody else; null: nobody said.
 * @return string For Intl, as in fa-IR.
 */
function lasting_language( $locale, $languages ) {
	$wanted = str_replace( '_', '-', $locale );
	$tag    = strtolower( substr( $wanted, 0, 2 ) );
	if ( ! in_array( $tag, array( 'fa', 'he' ), true ) ) {
		$tag = 'en';
	}
	return null === $languages || in_array( $tag, $languages, true ) ? $wanted : (string) reset( $languages );
}

/**
 * How launcher and panel look in one language.
 *
 * @param array|null $look     As the server told it; null: not yet.
 * @param string     $language Of {@see lasting_language()}.
 * @return array As `Settings` of the storefront's scripts.
 */
function lasting_dressed( $look, $language ) {
	$tag      = in_array( substr( $language, 0, 2 ), array( 'fa', 'he' ), true ) ? substr( $language, 0, 2 ) : 'en';
	$branding = isset( $look['branding'] ) && is_array( $look['branding'] ) ? $look['branding'] : array();
	$offset   = isset( $branding['offsetPx'] ) ? $branding['offsetPx'] : array();
	return array(
		'accent'       => isset( $branding['primary'] ) ? (string) $branding['primary'] : '',
		'onAccent'     => isset( $branding['onPrimary'] ) ? (string) $branding['onPrimary'] : '',
		'side'         => isset( $branding['side'] ) && 'start' === $branding['side'] ? 'start' : 'end',
		'offsetInline' => isset( $offset['side'] ) ? (int) $offset['side'] : 20,
		'offsetBlock'  => isset( $offset['bottom'] ) ? (int) $offset['bottom'] : 20,
		'scheme'       => 'auto',
		'pointName'    => isset( $look['pointNames'][ $tag ] ) ? $look['pointNames'][ $tag ] : null,
		'rewards'      => isset( $branding['launcher'][ $tag ] ) ? (string) $branding['launcher'][ $tag ] : null,
	);
}

/**
 * A path of this shop to which somebody who signed in goes back.
 *
 * @param string $address The address from which they signed in.
 * @return string|null Null: it names none, or one that leads elsewhere.
 */
function lasting_way_back( $address ) {
	$back = 1 === preg_match( '/[?&]return_to=([^&#]*)/', $address, $found ) ? urldecode( $found[1] ) : '';
	return 1 === preg_match( '#^/(?![/\\\\])[^\\x00-\\x20\\\\]*$#', $back ) ? $back : null;
}
